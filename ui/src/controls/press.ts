// One way to press anything: it fires on release inside the target, and sliding off cancels. The browser's own click
// is lost as soon as a finger slips a few pixels, which on glass at arm's length is every third touch.

import type { Attachment } from "svelte/attachments";

/** How far outside the target a finger may be and still mean it, in CSS pixels. */
const FORGIVEN_PX = 10;

/** Beyond this way a touch is a swipe and no press, in rem (12 mm on a 15.6″ panel). A shelf pages from here on. */
export const SWIPE_REM = 6.8;

/** Presses that an inner target has taken: one touch never presses two things that lie in each other. */
const taken = new WeakSet<Event>();

/** One rem in CSS pixels. */
export const rem = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 10;

/**
 * Makes an element pressable by finger, mouse, pen, keyboard and assistive tools: `<button {@attach press(act)}>`.
 * While pressed the element has the attribute `data-pressed`. `act` gets the element.
 */
export function press(act: (element: HTMLElement) => void): Attachment<HTMLElement> {
  return (element) => {
    let pointer: number | null = null;
    let x = 0;
    let y = 0;

    const release = () => {
      pointer = null;
      delete element.dataset["pressed"];
    };
    const down = (event: PointerEvent) => {
      if (!event.isPrimary || event.button !== 0 || taken.has(event)) return;
      taken.add(event);
      pointer = event.pointerId;
      x = event.clientX;
      y = event.clientY;
      element.setPointerCapture(event.pointerId);
      element.dataset["pressed"] = "";
    };
    const move = (event: PointerEvent) => {
      if (event.pointerId !== pointer) return;
      const box = element.getBoundingClientRect();
      const inside =
        event.clientX >= box.left - FORGIVEN_PX &&
        event.clientX <= box.right + FORGIVEN_PX &&
        event.clientY >= box.top - FORGIVEN_PX &&
        event.clientY <= box.bottom + FORGIVEN_PX;
      if (!inside || Math.hypot(event.clientX - x, event.clientY - y) > SWIPE_REM * rem()) release();
    };
    const up = (event: PointerEvent) => {
      if (event.pointerId !== pointer) return;
      release();
      act(element);
    };
    const click = (event: MouseEvent) => {
      event.preventDefault();
      if (taken.has(event)) return;
      taken.add(event);
      // A click with a pointer behind it has been dealt with on release, or belongs to a touch on something that lay
      // above and is gone by now: it must not reach through. One without a pointer is the keyboard or a screen reader.
      if (event.detail === 0) act(element);
    };

    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", release);
    element.addEventListener("lostpointercapture", release);
    element.addEventListener("click", click);
    return () => {
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", release);
      element.removeEventListener("lostpointercapture", release);
      element.removeEventListener("click", click);
    };
  };
}
