// The keyboard's equivalents of every gesture, so that nobody needs a finger.

import type { Side } from "./geometry";
import { STEP } from "./zoom";

/** What a key says to a sheet under glass. Nothing for keys that belong to others (Tab, Enter, Escape). */
export type KeyMeaning =
  | { kind: "turn"; side: Side }
  | { kind: "onward"; step: -1 | 1 }
  | { kind: "end"; step: -1 | 1 }
  | { kind: "move"; dx: number; dy: number }
  | { kind: "zoom"; factor: number }
  | { kind: "whole" };

/** Pixels that an arrow key moves a zoomed sheet. */
const MOVE_PX = 120;

/** The meaning of a `KeyboardEvent.key`; arrows move the sheet while it is zoomed and turn it otherwise. */
export function meaningOfKey(key: string, zoomed: boolean): KeyMeaning | null {
  switch (key) {
    case "ArrowLeft":
      return zoomed ? { kind: "move", dx: MOVE_PX, dy: 0 } : { kind: "turn", side: -1 };
    case "ArrowRight":
      return zoomed ? { kind: "move", dx: -MOVE_PX, dy: 0 } : { kind: "turn", side: 1 };
    case "ArrowUp":
      return zoomed ? { kind: "move", dx: 0, dy: MOVE_PX } : { kind: "onward", step: -1 };
    case "ArrowDown":
      return zoomed ? { kind: "move", dx: 0, dy: -MOVE_PX } : { kind: "onward", step: 1 };
    case "PageUp":
      return { kind: "onward", step: -1 };
    case "PageDown":
      return { kind: "onward", step: 1 };
    case "Home":
      return { kind: "end", step: -1 };
    case "End":
      return { kind: "end", step: 1 };
    case "+":
    case "=":
      return { kind: "zoom", factor: STEP };
    case "-":
      return { kind: "zoom", factor: 1 / STEP };
    case "0":
      return { kind: "whole" };
    default:
      return null;
  }
}
