// The order of the attract loop is kept while the page is loaded again; it is gone with the window.

import type { Memory } from "../state/order";

const NAME = "attract";

/** Keeps where the loop stands. */
export function remember(memory: Memory): void {
  sessionStorage.setItem(NAME, JSON.stringify(memory));
}

/** The order as it was when the page was loaded the last time. */
export function remembered(): Memory | null {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "null") as Memory | null;
  } catch {
    return null;
  }
}
