// Tells the window that this page lives, what it shows, and when another page could take its place unseen.

import type { ScreenBeat } from "../messages/messages";

/** How often a sign is given, in milliseconds; the window waits for four (src-tauri/shell/vigil.rs). */
const EVERY_MS = 5_000;

/** A page that nobody sees draws no frames and lives all the same. */
const nextFrame = (act: () => void): void => {
  if (document.hidden) act();
  else requestAnimationFrame(act);
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

  /** From now on a sign every few seconds, each from a frame that is drawn: a page that draws none hangs. */
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
   * `item` is its media name, where it is no card.
   */
  rest(still: boolean, item: string | null): void {
    this.#frame(() => this.#beat(still, item));
  }

  #beat(still: boolean, item: string | null): void {
    // Where nobody listens nothing is lost.
    this.#tell({ page: this.#page, shows: this.shows, still, item }).catch(() => undefined);
  }
}
