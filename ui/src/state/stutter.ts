// Notices when the decoder leaves out pictures of a film, so that the exhibitor can be told how to export it.

import type { FilmStutter } from "../messages/messages";

/** How long is counted before it is judged, in milliseconds. */
export const COUNT_MS = 5_000;
/** The first pictures after a start or a jump are late on every machine: they are not counted, in milliseconds. */
export const SETTLE_MS = 1_000;
/** A film falters that leaves out more than this share. */
const SHARE = 0.05;
/** So few that the engine itself reports are chance. */
const LEAST = 3;
/** How often the film is looked at, in milliseconds. */
const LOOK_MS = 500;

/** Pictures since the film was opened. */
export interface Count {
  /** As the engine says: shown or left out. */
  total: number;
  /** As the engine says: left out. */
  dropped: number;
  /** Steps in the film's time that are longer than its pictures last, in pictures. */
  skipped: number;
}

/** Counts pictures of one film. Its clock is `look`, to be called a few times a second with a steady time. */
export class Stutter {
  #begin: { now: number; count: Count } | null = null;
  #since: number | null = null;

  /** What was found when too many pictures were left out, else null. `plays`: pictures are to be moving now. */
  look(now: number, plays: boolean, count: Count): FilmStutter | null {
    if (!plays) {
      this.#begin = this.#since = null;
      return null;
    }
    this.#since ??= now;
    if (now - this.#since < SETTLE_MS) return null;
    const begin = this.#begin;
    // Fewer than before: another film on the same element.
    if (begin === null || count.total < begin.count.total) {
      this.#begin = { now, count };
      return null;
    }
    if (now - begin.now < COUNT_MS) return null;
    this.#begin = { now, count };
    const reported = count.dropped - begin.count.dropped;
    const shown = count.total - begin.count.total - reported;
    // WebKitGTK does not count what its decoder skips; a film whose pictures last differently long skips without that.
    const dropped = Math.max(reported, count.skipped - begin.count.skipped);
    const total = shown + dropped;
    if (reported < LEAST || dropped <= total * SHARE) return null;
    return { total, dropped, seconds: (now - begin.now) / 1_000 };
  }
}

/**
 * Watches a film until the result is called. `plays` says whether pictures are to be moving now, and nothing else keeps
 * the decoder busy. `tell` is called once.
 */
export function watchStutter(
  film: HTMLVideoElement,
  plays: () => boolean,
  tell: (found: FilmStutter) => void,
): () => void {
  const stutter = new Stutter();
  let skipped = 0;
  let next = 0;
  let last = 0;
  let shortest = Infinity;
  const see: VideoFrameRequestCallback = (_now, { mediaTime }) => {
    const step = mediaTime - last;
    last = mediaTime;
    // A jump is none.
    if (step > 0.001 && step < 1) {
      shortest = Math.min(shortest, step);
      skipped += Math.round(step / shortest) - 1;
    }
    next = film.requestVideoFrameCallback(see);
  };
  if ("requestVideoFrameCallback" in film) next = film.requestVideoFrameCallback(see);
  const stop = () => {
    clearInterval(every);
    if ("cancelVideoFrameCallback" in film) film.cancelVideoFrameCallback(next);
  };
  const every = setInterval(() => {
    const { totalVideoFrames: total, droppedVideoFrames: dropped } = film.getVideoPlaybackQuality();
    const due = plays() && !film.paused && !film.ended && !film.seeking;
    const found = stutter.look(performance.now(), due, { total, dropped, skipped });
    if (found === null) return;
    stop();
    tell(found);
  }, LOOK_MS);
  return stop;
}
