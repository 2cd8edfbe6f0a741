// What a film needs besides pictures: a clock, a volume in eight steps, and patience that ends.

import { VOLUME_STEPS } from "../state/visit.svelte";

/** Seconds of one touch of the keys back and on. */
export const JUMP_S = 10;
/** Milliseconds without progress after which a film that should run counts as stalled. */
export const STALL_MS = 3000;

/** The gain of a volume step, 0–1: equal steps for the ear, not for the wire. */
export function gain(step: number): number {
  return (step / VOLUME_STEPS) ** 2;
}

/** "1:36", "1:02:03"; "0:00" for what is not known. */
export function clock(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** What to do about a film that does not move. */
export type Remedy = "none" | "retry" | "give up";

/** Seconds a film must get beyond the place where it stood before it has earned another try. */
const RECOVERED_S = 1;

/** Watches a film's progress; time is passed in, in milliseconds, positions in seconds. */
export class Patience {
  private position: number | null = null;
  private since = 0;
  private stuckAt: number | null = null;

  /** A look at the film. `due`: it should be moving now (neither paused, ended nor being searched in). */
  look(time: number, position: number, due: boolean): Remedy {
    if (!due || position !== this.position) {
      this.position = due ? position : null;
      this.since = time;
      // A damaged place is tried once, not for ever: only a film that got past it may be tried again.
      if (this.stuckAt !== null && position > this.stuckAt + RECOVERED_S) this.stuckAt = null;
      return "none";
    }
    return time - this.since < STALL_MS ? "none" : this.failed(time, position);
  }

  /** The film itself reports a failure. */
  failed(time: number, position: number): Remedy {
    this.position = null;
    this.since = time;
    if (this.stuckAt !== null) return "give up";
    this.stuckAt = position;
    return "retry";
  }
}
