// One touch or two: only where a second touch has a meaning does the first one have to wait for it.

import type { Point } from "./geometry";
import { distance } from "./geometry";

/** Milliseconds in which a second touch makes a double tap. */
export const DOUBLE_TAP_MS = 300;

/** Pixels two touches may lie apart and still be one double tap: half a fingertip on the reference glass. */
export const DOUBLE_TAP_REACH_PX = 60;

/** What a touch came to. */
export type Tap = { kind: "single" | "double"; at: Point };

/** Tells single taps from double ones. Time is passed in, in milliseconds. */
export class Taps {
  private first: { at: Point; time: number } | null = null;

  /**
   * A finger was lifted without having moved. Answers at once where it can: always when `doubles` is false
   * (nothing here can be zoomed), and at the second touch; otherwise `due` answers when the time is over.
   */
  lifted(at: Point, time: number, doubles: boolean): Tap[] {
    if (!doubles) {
      const waiting = this.flush();
      return [...waiting, { kind: "single", at }];
    }
    const first = this.first;
    if (first && time - first.time <= DOUBLE_TAP_MS && distance(first.at, at) <= DOUBLE_TAP_REACH_PX) {
      this.first = null;
      return [{ kind: "double", at }];
    }
    const waiting = this.flush();
    this.first = { at, time };
    return waiting;
  }

  /** The single tap whose time for a second touch is over. */
  due(time: number): Tap[] {
    return this.first && time - this.first.time > DOUBLE_TAP_MS ? this.flush() : [];
  }

  /** Whether a touch still waits for a second one. */
  get waiting(): boolean {
    return this.first !== null;
  }

  /** Forgets what was waiting: the finger went on to do something else. */
  forget(): void {
    this.first = null;
  }

  private flush(): Tap[] {
    if (!this.first) return [];
    const tap: Tap = { kind: "single", at: this.first.at };
    this.first = null;
    return [tap];
  }
}
