// Where the words of the attract screen lie. Where the next item wants them elsewhere they go, and come back in their new
// place when it is half there: words that jump over a picture that is still to be seen look like a fault.

import { untrack } from "svelte";
import { isCard } from "../state/order";
import { FADE_MS } from "./loop.svelte";
import type { Presented } from "./projection";

/** Items of the same place leave the words where they are. */
function placeOf(shown: Presented | null): string {
  if (shown === null) return "wall";
  if (isCard(shown.attraction)) return "card";
  return shown.pair ? "pair" : `${shown.whole} ${shown.upright}`;
}

/** Follows what is on top; to be made where effects may be. */
export class Laid {
  /** The item that the words lie with and speak of. */
  item: Presented | null = $state.raw(null);
  /** They are on their way. */
  away = $state(false);

  constructor(shown: () => Presented | null, atOnce: () => boolean) {
    $effect(() => {
      const now = shown();
      const lay = () => {
        this.item = now;
        this.away = false;
      };
      if (untrack(() => atOnce() || placeOf(this.item) === placeOf(now))) return lay();
      this.away = true;
      const half = setTimeout(lay, FADE_MS / 2);
      return () => clearTimeout(half);
    });
  }
}
