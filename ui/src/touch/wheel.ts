// The wheel and the trackpad, for whoever stands at a laptop: pinch zooms, two fingers move or turn.

import type { Side } from "./geometry";

/** What the wheel of a mouse or two fingers on a trackpad say. */
export interface WheelTurn {
  /** Pixels, as the browser gives them for the pixel mode. */
  dx: number;
  dy: number;
  /** Set by browsers for a pinch on a trackpad, and by a held Ctrl key. */
  pinch: boolean;
  /** Milliseconds. */
  time: number;
}

/** What it means. */
export type WheelMeaning =
  | { kind: "zoom"; factor: number }
  | { kind: "move"; dx: number; dy: number }
  | { kind: "turn"; side: Side }
  | { kind: "onward"; step: -1 | 1 }
  | { kind: "nothing" };

/** Pixels of wheel that make one turn. */
const TURN_PX = 60;

/** Milliseconds of silence after which a new push begins; a trackpad's after-run must not turn twice. */
const QUIET_MS = 160;

/** Pixels of wheel that double the size. */
const DOUBLE_PX = 240;

/** Pixels in one line of a wheel that counts in lines. */
export const LINE_PX = 40;

/** Collects wheel events into turns. Time is passed in. */
export class Wheel {
  private sideways = 0;
  private downwards = 0;
  private last = -Infinity;
  private spent = false;

  /** `zoomed`: the wheel moves the sheet instead of turning it. */
  meaning(turn: WheelTurn, zoomed: boolean): WheelMeaning {
    if (turn.pinch) return { kind: "zoom", factor: 2 ** (-turn.dy / DOUBLE_PX) };
    if (zoomed) return { kind: "move", dx: -turn.dx, dy: -turn.dy };
    if (turn.time - this.last > QUIET_MS) {
      this.sideways = 0;
      this.downwards = 0;
      this.spent = false;
    }
    this.last = turn.time;
    if (this.spent) return { kind: "nothing" };
    this.sideways += turn.dx;
    this.downwards += turn.dy;
    const across = Math.abs(this.sideways) >= Math.abs(this.downwards);
    const way = across ? this.sideways : this.downwards;
    if (Math.abs(way) < TURN_PX) return { kind: "nothing" };
    this.spent = true;
    const sign = way > 0 ? 1 : -1;
    // Sideways has a side; downwards has none and goes on in the direction of reading.
    return across ? { kind: "turn", side: sign } : { kind: "onward", step: sign };
  }
}
