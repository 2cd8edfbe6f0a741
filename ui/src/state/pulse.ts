// Tells the window that this page lives, what it shows, and when another page could take its place unseen.

import type { ScreenBeat } from "../messages/messages";

/** How often a sign is given, in milliseconds; the window waits for four (src-tauri/shell/vigil.rs). */
const EVERY_MS = 5_000;

/** A page whose frames nobody takes, behind a dark or covered screen, lives all the same: it waits no longer for one. */
const FRAME_MS = 2_000;

const nextFrame = (act: () => void): void => {
  const once = () => {
    cancelAnimationFrame(frame);
    clearTimeout(late);
    act();
  };
  const late = setTimeout(once, FRAME_MS);
  const frame = requestAnimationFrame(once);
};

/** Beats between `start` and what it returns. */
export class Pulse {
  /** Something of the show is on the glass. */
  shows = false;

  #tell: (beat: ScreenBeat) => Promise<void>;
  #page: number;
  #frame: (act: () => void) => void;

  constructor(tell: (beat: ScreenBeat) => Promise<void>, page: number, frame = nextFrame) {
    this.#tell = tell;
    this.#page = page;
    this.#frame = frame;
  }

  /** From now on a sign every few seconds, with a frame where frames are drawn. */
  start(): () => void {
    const every = setInterval(() => this.#frame(() => this.#beat(false, null)), EVERY_MS);
    return () => clearInterval(every);
  }

  /** What was to be seen is there. */
  show(): void {
    if (this.shows) return;
    this.shows = true;
    this.#frame(() => this.#beat(false, null));
  }

  /**
   * Something of the loop has come to rest on the glass, and nobody is there. `still`: it stands for seconds to come;
   * `item` is its media name, where it is no card. `alone` says whether that is so still when the frame comes.
   */
  rest(still: boolean, item: string | null, alone: () => boolean = () => true): void {
    this.#frame(() => {
      if (alone()) this.#beat(still, item);
    });
  }

  #beat(still: boolean, item: string | null): void {
    // Where nobody listens nothing is lost.
    this.#tell({ page: this.#page, shows: this.shows, still, item }).catch(() => undefined);
  }
}
