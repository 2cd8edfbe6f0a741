// What has been seen of a film so far, picture by picture, and what is still to be looked at: a visitor may come at any
// moment, and a busy machine leaves pictures out.

import type { Film, Flashes, Stretch } from "../messages/messages";
import { excerptFrom } from "./excerpt";
import { periodOf, type Frame } from "./flashes";

/** The most seconds of one film that are looked at. */
const MOST_S = 300;
/** So much of either end of a stretch need not be there: engines differ in where a film begins and ends. */
const END_S = 0.25;
/** A step of so many usual ones is a hole. */
const HOLE = 1.5;
/** What lies before and after a hole is looked at with it, so that the decoder is in its stride. */
const [LEAD_S, TAIL_S] = [0.4, 0.2];

/**
 * What the attract loop can show of a film of this length, all in seconds: a short film whole; of a longer one the
 * excerpt, and the beginning, which is what a visitor sees first.
 */
export function stretchesOf(duration: number, longest: number): Stretch[] {
  // A film that does not say how long it is ends when it ends.
  if (!Number.isFinite(duration) || duration <= 0) return [{ from: 0, to: Math.min(longest, MOST_S) }];
  if (duration <= longest) return [{ from: 0, to: Math.min(duration, MOST_S) }];
  const most = Math.min(longest, MOST_S / 2);
  const from = excerptFrom(duration, longest);
  if (from <= most) return [{ from: 0, to: from + most }];
  return [
    { from: 0, to: most },
    { from, to: from + most },
  ];
}

/** Whether there is something of a film to be looked at, where the attract loop shows at most `longest` seconds of it. */
export function isUnseen({ flashes, state, seconds }: Film, longest: number): boolean {
  if (state !== "ready") return false;
  if (flashes === null) return true;
  // What was seen flashing flashes.
  if (flashes.seconds.length > 0) return false;
  if (!flashes.certain) return true;
  return seconds > 0 && !stretchesOf(seconds, longest).every((stretch) => isCovered(stretch, flashes));
}

function isCovered(stretch: Stretch, { looked }: Flashes): boolean {
  return looked.some((seen) => seen.from <= stretch.from + 1 && seen.to >= stretch.to - 1);
}

/** The pictures of one film. */
export class Footage {
  /** By time in whole milliseconds: a picture that is seen twice is one. */
  #frames = new Map<number, Frame>();
  #vouched: Stretch[] = [];

  /** `wanted` is what is to be seen of it. */
  constructor(readonly wanted: readonly Stretch[]) {}

  /** Keeps a picture. */
  add(frame: Frame): void {
    this.#frames.set(Math.round(frame.at * 1000), frame);
  }

  /**
   * The engine says that it left nothing out between these times. It is believed the second time, and then a hole there
   * is the film's own: WebKitGTK does not count what its decoder skips, but that hardly skips the same twice.
   */
  vouch(from: number, to: number): void {
    this.#vouched.push({ from, to });
  }

  /** The pictures of a stretch, in order. */
  frames({ from, to }: Stretch): Frame[] {
    const inside = [...this.#frames.values()].filter(({ at }) => at >= from - END_S && at <= to + END_S);
    return inside.sort((one, other) => one.at - other.at);
  }

  /** What is still to be looked at, in order. Nothing when everything was seen. */
  missing(): Stretch[] {
    return joined(this.wanted.flatMap((stretch) => this.#missingOf(stretch)));
  }

  /** What was looked at, in order, whether or not pictures are missing there. */
  looked(): Stretch[] {
    return this.wanted.flatMap(({ from, to }) => {
      const last = this.frames({ from, to }).at(-1)?.at ?? from;
      const until = to - last <= END_S ? to : last;
      return until > from ? [{ from, to: until }] : [];
    });
  }

  #missingOf(stretch: Stretch): Stretch[] {
    const times = this.frames(stretch).map(({ at }) => at);
    const [first] = times;
    const last = times.at(-1);
    if (first === undefined || last === undefined) return [stretch];
    const holes: Stretch[] = [];
    if (first - stretch.from > END_S) holes.push({ from: stretch.from, to: first });
    const most = periodOf(times) * HOLE;
    times.slice(1).forEach((to, index) => {
      const from = times[index] ?? to;
      if (to - from > most && !this.#isVouched(from, to)) holes.push({ from, to });
    });
    if (stretch.to - last > Math.max(END_S, most) && !this.#isVouched(last, stretch.to))
      holes.push({ from: last, to: stretch.to });
    return holes.map(({ from, to }) => ({
      from: Math.max(stretch.from, from - LEAD_S),
      to: Math.min(stretch.to, to + TAIL_S),
    }));
  }

  #isVouched(from: number, to: number): boolean {
    return this.#vouched.filter((stretch) => stretch.from <= from && stretch.to >= to).length > 1;
  }
}

/** Stretches in order, those that touch as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const { from, to } of [...stretches].sort((one, other) => one.from - other.from)) {
    const before = all.at(-1);
    if (before !== undefined && from <= before.to) before.to = Math.max(before.to, to);
    else all.push({ from, to });
  }
  return all;
}
