// Taking the poster of a film with the decoder that will play it: where to look, and which frames are too dark to show.

/** Widest poster in pixels. */
export const POSTER_WIDTH = 1280;
/** JPEG quality of a poster. */
export const POSTER_QUALITY = 0.86;
/** A frame darker than this on average (0–255) is a fade or a black lead. */
const DARK = 22;
/** A frame with less spread than this is one flat colour: a title card's ground, a white flash. */
const FLAT = 9;

/** Where to look for a poster, in seconds, best first: a tenth in (but never the very first moments), then further on. */
export function moments(duration: number): readonly number[] {
  if (!Number.isFinite(duration) || duration <= 0) return [1, 0];
  const latest = Math.max(0, duration - 0.2);
  const wanted = [Math.max(1, duration * 0.1), duration * 0.25, duration * 0.45, duration * 0.7, 0];
  return [...new Set(wanted.map((at) => Math.min(at, latest)))];
}

/** Whether a frame shows something, from RGBA pixels of a small copy. */
export function worthShowing(pixels: Uint8ClampedArray): boolean {
  const count = pixels.length / 4;
  if (count === 0) return false;
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const light = 0.2126 * (pixels[at] ?? 0) + 0.7152 * (pixels[at + 1] ?? 0) + 0.0722 * (pixels[at + 2] ?? 0);
    sum += light;
    squares += light * light;
  }
  const mean = sum / count;
  return mean >= DARK && Math.sqrt(Math.max(0, squares / count - mean * mean)) >= FLAT;
}
