// One showing of a film on one screen: plays, seeks, is tried again once when it stands still, and lets go at the end.

import { within } from "../touch/geometry";
import type { Remedy } from "./film";
import { gain, Patience } from "./film";

/** What of a `<video>` a showing needs; a test passes in another one. */
export type Projector = Pick<
  HTMLVideoElement,
  | "currentTime"
  | "duration"
  | "ended"
  | "error"
  | "load"
  | "pause"
  | "paused"
  | "play"
  | "removeAttribute"
  | "seeking"
  | "src"
  | "volume"
>;

/** A film being shown. Its clock is `look`, to be called several times a second with a steady time in milliseconds. */
export class Screening {
  /** Seconds. */
  time = $state(0);
  /** Seconds as the decoder measured it; 0 until it has. */
  measured = $state(0);
  /** Pictures are moving, or should be in a moment. */
  playing = $state(false);
  /** The last picture has been shown. */
  ended = $state(false);
  /** There is a first picture. */
  seen = $state(false);
  /** Tried twice, and not to be shown here. */
  failed = $state(false);
  /** Volume step, 0 to 8. */
  step: number = $state(0);

  #projector: Projector | null = null;
  #patience = new Patience();

  /** `address` of the film's bytes; `step` is the volume it begins with, `from` where, in seconds. */
  constructor(
    readonly address: string,
    step: number,
    from = 0,
  ) {
    this.step = step;
    this.time = from;
  }

  /** Begins on this projector, at its first picture where it is not to play by itself; the result frees the decoder. */
  open(projector: Projector, plays = true): () => void {
    this.#projector = projector;
    projector.src = this.address;
    projector.volume = gain(this.step);
    if (this.time > 0) projector.currentTime = this.time;
    if (plays) this.play();
    return () => {
      this.#letGo();
      this.#projector = null;
    };
  }

  /** Plays on, or from the start when it is over. */
  play(): void {
    if (this.ended) this.seek(0);
    // Refused only where the browser wants a touch first; the key then says "Play".
    this.#projector?.play().catch(() => undefined);
  }

  /** Plays or pauses. */
  toggle(): void {
    if (this.failed) return;
    if (this.ended || this.#projector?.paused === true) this.play();
    else this.#projector?.pause();
  }

  /** From the first picture. */
  again(): void {
    this.seek(0);
    this.play();
  }

  /** Goes to a time in seconds; stays in the film. */
  seek(to: number): void {
    if (!this.#projector) return;
    this.ended = false;
    this.time = this.#projector.currentTime = within(to, 0, this.measured > 0 ? this.measured : Math.max(0, to));
  }

  /** Goes on or back by seconds; from the end only back. */
  jump(by: number): void {
    if (this.ended && by > 0) return;
    const over = this.ended;
    this.seek(this.time + by);
    if (over) this.play();
  }

  /** A finger on the timeline: as fast as the decoder follows, and exactly where it lets go. */
  drag(to: number, over: boolean): void {
    // Whoever pulls a film back from its end wants to see it.
    if (this.ended) this.play();
    if (over || this.#projector?.seeking === false) this.seek(to);
  }

  /** Sets the volume step, 0 to 8. */
  setStep(step: number): void {
    this.step = step;
    if (this.#projector) this.#projector.volume = gain(step);
  }

  /** Looks where the film is. */
  look(now: number): void {
    const projector = this.#projector;
    if (!projector || this.failed) return;
    if (!projector.seeking) this.time = projector.currentTime;
    if (Number.isFinite(projector.duration) && projector.duration > 0) this.measured = projector.duration;
    const due = !projector.paused && !projector.ended && !projector.seeking;
    this.#cure(this.#patience.look(now, projector.currentTime, due));
  }

  /** The projector reports a failure. */
  broke(now: number): void {
    if (!this.failed && this.#projector) this.#cure(this.#patience.failed(now, this.time));
  }

  /** The last picture has been shown. */
  over(): void {
    this.playing = false;
    this.ended = true;
  }

  #cure(remedy: Remedy): void {
    const projector = this.#projector;
    if (remedy === "none" || !projector) return;
    if (remedy === "give up") {
      this.failed = true;
      this.playing = false;
      this.#letGo();
      return;
    }
    const from = this.time;
    const waits = projector.paused && !projector.error;
    projector.src = this.address;
    projector.load();
    projector.currentTime = from;
    if (!waits) this.play();
  }

  #letGo(): void {
    this.#projector?.pause();
    this.#projector?.removeAttribute("src");
    this.#projector?.load();
  }
}
