// A swipe along a shelf turns it. Short ways stay presses (press.ts has the same limit), so neither steals from the other.

import type { Attachment } from "svelte/attachments";
import { rem, SWIPE_REM } from "./press";

/** A wheel or trackpad has to travel this far, in CSS pixels, before a shelf turns once more. */
const WHEEL_PX = 120;

/** Calls `turn` with 1 for onwards and -1 for back in the direction of reading. */
export function swipes(turn: (by: 1 | -1) => void): Attachment<HTMLElement> {
  return (element) => {
    let pointer: number | null = null;
    let x = 0;
    let y = 0;
    let rolled = 0;

    const onwards = (leftwards: boolean) => {
      const leftToRight = getComputedStyle(element).direction === "ltr";
      turn(leftwards === leftToRight ? 1 : -1);
    };
    const down = (event: PointerEvent) => {
      if (!event.isPrimary) return;
      pointer = event.pointerId;
      x = event.clientX;
      y = event.clientY;
    };
    const up = (event: PointerEvent) => {
      if (event.pointerId !== pointer) return;
      pointer = null;
      const across = event.clientX - x;
      if (Math.abs(across) < SWIPE_REM * rem() || Math.abs(across) < 1.6 * Math.abs(event.clientY - y)) return;
      onwards(across < 0);
    };
    const cancel = () => {
      pointer = null;
    };
    const wheel = (event: WheelEvent) => {
      rolled += Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      if (Math.abs(rolled) < WHEEL_PX) return;
      turn(rolled > 0 ? 1 : -1);
      rolled = 0;
    };

    element.addEventListener("pointerdown", down);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", cancel);
    element.addEventListener("wheel", wheel, { passive: true });
    return () => {
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", cancel);
      element.removeEventListener("wheel", wheel);
    };
  };
}
