// What the attract loop shows of a film that is longer than a turn.

/** An excerpt begins here, as a share of the film: after the titles, before the end. */
const FROM = 0.12;

/** The second at which a film of this length begins in the loop, of which it shows at most `longest` seconds. */
export function excerptFrom(duration: number, longest: number): number {
  return Number.isFinite(duration) && duration > longest ? Math.min(duration * FROM, duration - longest) : 0;
}
