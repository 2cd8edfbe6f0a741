// Items that fail again and again are left out of the attract loop for a while: a sick file must not slow the others.

/** So many failures bar an item. */
const MOST = 3;
/** How long an item stays barred, and how long a failure counts, in milliseconds. */
const EXPIRY_MS = 10 * 60_000;

/** Failures by media name. Times are milliseconds of any steady clock. */
export class Strikes {
  #failures = new Map<string, number[]>();

  /** Notes a failure. */
  strike(media: string, now: number): void {
    this.#failures.set(media, [...this.#fresh(media, now), now]);
  }

  /** Whether an item is to be left out now. */
  bars(media: string, now: number): boolean {
    return this.#fresh(media, now).length >= MOST;
  }

  #fresh(media: string, now: number): number[] {
    const fresh = (this.#failures.get(media) ?? []).filter((at) => now - at < EXPIRY_MS);
    if (fresh.length === 0) this.#failures.delete(media);
    return fresh;
  }
}
