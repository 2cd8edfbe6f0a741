// How things move. Everything becomes a short fade for visitors who ask for less motion, or whose machine does.

import { cubicInOut } from "svelte/easing";
import type { TransitionConfig } from "svelte/transition";

/** True when the machine or the visitor (state/comfort.svelte.ts, written on the root of the page) asks for less motion. */
export const calm = (): boolean =>
  document.documentElement.dataset["calm"] !== undefined || matchMedia("(prefers-reduced-motion: reduce)").matches;

/** CSS `cubic-bezier(.2, .7, .2, 1)` closely enough for scripts: fast away, long settling. */
export const easeOut = (t: number): number => 1 - (1 - t) ** 3.2;

const CALM_MS = 150;
const ROOM_MS = 520;
const OBJECT_MS = 320;

/** Coming in: over what was there. The room itself rises or grows by style (styles/base.css), the plinth stays put. */
export function arrive(node: Element): TransitionConfig {
  void node;
  return { duration: calm() ? CALM_MS : OBJECT_MS, easing: easeOut, css: (t) => `opacity: ${t}` };
}

/** Leaving: stays whole under what comes in, so that nothing dips to black; before the attract loop it fades away. */
export function leave(node: Element, { fade }: { fade: boolean }): TransitionConfig {
  void node;
  const duration = calm() ? CALM_MS : fade ? ROOM_MS : OBJECT_MS;
  return fade ? { duration, easing: cubicInOut, css: (t) => `opacity: ${t}` } : { duration, css: () => "" };
}
