// A key that goes on while it is held, as the one that deletes does: once on release, or again and again.

import type { Attachment } from "svelte/attachments";
import { press } from "./press";

/** How long a key is held before it repeats, and how often it then does, in milliseconds. */
export const HELD_MS = 500;
export const REPEAT_MS = 90;

/**
 * As `press`; while the finger stays, `act` is called again and again, and then not on release. Where it does not repeat
 * it is `press`.
 */
export function hold(act: () => void, repeats: () => boolean = () => true): Attachment<HTMLElement> {
  return (element) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let repeated = false;
    const repeat = () => {
      // Slid off, or taken over by something else.
      if (element.dataset["pressed"] === undefined) return;
      repeated = true;
      act();
      timer = setTimeout(repeat, REPEAT_MS);
    };
    const down = (event: PointerEvent) => {
      if (!event.isPrimary || event.button !== 0) return;
      repeated = false;
      clearTimeout(timer);
      if (repeats()) timer = setTimeout(repeat, HELD_MS);
    };
    const end = () => clearTimeout(timer);
    const release = press(() => {
      if (!repeated) act();
      repeated = false;
    })(element);
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointerup", end);
    element.addEventListener("pointercancel", end);
    return () => {
      end();
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointerup", end);
      element.removeEventListener("pointercancel", end);
      release?.();
    };
  };
}
