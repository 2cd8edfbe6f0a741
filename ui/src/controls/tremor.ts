// A hand that trembles strikes a key twice and means it once.

/** The same key within this time was meant once, in milliseconds. */
export const TWICE_MS = 500;

/** Tells strikes that were meant from those that were not, key by key. */
export class Tremor {
  #key = "";
  #at = -Infinity;

  /** Whether a strike at `now`, in milliseconds of a steady clock, only repeats the one before. */
  repeats(key: string, now: number): boolean {
    const again = key === this.#key && now - this.#at < TWICE_MS;
    this.#key = key;
    this.#at = now;
    return again;
  }
}
