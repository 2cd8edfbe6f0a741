// When nobody touches the glass any more: ask once, count down, and give the screen back to the next visitor.

/** Silence in the hall, a stand or the programme before the question, in milliseconds. */
export const MENU_MS = 60_000;
/** Silence in the reader or before photos, where people look longer. */
export const READING_MS = 120_000;
/** How long the question stays. */
export const QUESTION_MS = 30_000;

/** What the screen is waiting for: nothing (`off`), a sign of life (`awake`), or the answer (`asking`). */
export type Waiting = "off" | "awake" | "asking";

/** Counts silence on a clock that is passed in (milliseconds of any steady clock). */
export class Idle {
  /** What is being waited for. */
  waiting: Waiting = $state("off");
  /** Whole seconds left to answer; 30 when the question appears. */
  secondsLeft = $state(QUESTION_MS / 1000);

  #limit = MENU_MS;
  #since = 0;
  #stirred = 0;
  #held = new Set<symbol>();

  /** `over` is called once when nobody answered. */
  constructor(readonly over: () => void) {}

  /** A sign of life: pointer, key or wheel. Also answers the question. */
  stir(now: number): void {
    this.#since = this.#stirred = now;
    if (this.waiting === "asking") this.waiting = "awake";
  }

  /** A new place with its own patience in milliseconds; null where nothing is waited for (attract). */
  at(now: number, limit: number | null): void {
    this.#since = now;
    if (this.waiting === "off") this.#stirred = now;
    this.waiting = limit === null ? "off" : "awake";
    if (limit !== null) this.#limit = limit;
  }

  /** Stops the count while something plays by itself (film, slideshow); the result ends it. Silence counts from then. */
  hold(): () => void {
    const mark = Symbol();
    this.#held.add(mark);
    return () => this.#held.delete(mark);
  }

  /** How long nobody has given a sign of life, in milliseconds, whatever played meanwhile. */
  untouched(now: number): number {
    return now - this.#stirred;
  }

  /** Looks at the clock; call it a few times a second. */
  tick(now: number): void {
    if (this.waiting === "off") return;
    if (this.#held.size > 0) {
      this.#since = now;
      if (this.waiting === "asking") this.waiting = "awake";
      return;
    }
    const silence = now - this.#since;
    if (silence < this.#limit) return;
    const left = this.#limit + QUESTION_MS - silence;
    if (left <= 0) {
      this.waiting = "off";
      this.over();
      return;
    }
    this.waiting = "asking";
    this.secondsLeft = Math.ceil(left / 1000);
  }
}
