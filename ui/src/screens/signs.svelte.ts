// What the attract screen tells the window of itself: that something is to be seen, and when another page could take over.

import type { Pulse } from "../state/pulse";
import { pictureOf } from "../state/order";
import { SETTLED_MS } from "./loop.svelte";
import type { Presented } from "./projection";

/** Until the words lie over the first picture, in milliseconds. */
const COMES_MS = 900;
/** A show without anything that could be shown stands there with its title, in milliseconds. */
const BARE_MS = 5_000;

interface Parts {
  shown: () => Presented | null;
  /** Nobody is there. */
  active: () => boolean;
  /** Nothing fades and nothing is made ready. */
  calm: () => boolean;
  /** Keeps where the loop stands, for the next page. */
  keep: () => void;
}

/** Gives signs from now on; to be called where effects may be. */
export function giveSigns(pulse: Pulse, { shown, active, calm, keep }: Parts): void {
  $effect(() => {
    const there = setTimeout(() => pulse.show(), shown() === null ? BARE_MS : COMES_MS);
    return () => clearTimeout(there);
  });
  // A still that has come to rest is a moment at which another page could take over.
  $effect(() => {
    const now = shown();
    if (!active() || now === null) return;
    const settled = setTimeout(() => {
      const still = !(now.element instanceof HTMLVideoElement) && calm();
      if (still) keep();
      pulse.rest(still, pictureOf(now.attraction)?.media ?? null, active);
    }, SETTLED_MS);
    return () => clearTimeout(settled);
  });
}
