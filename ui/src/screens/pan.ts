// Photos that move a little: towards where faces are, or away from there, by turns. What is marked in them stays.

/** How long a photo moves, in milliseconds: longer than it is shown. */
const LENGTH_MS = 24_000;
/** How much larger it is at its nearest. */
const NEAREST = 1.06;
/** What is marked stays where it is; else faces are rather in the upper half (as `object-position` in Screens.svelte). */
const FOCUS = "var(--focus-at, 50% 38%)";

/** Moves the pictures of the attract loop. */
export class Pan {
  #moving = new Map<Element, Animation>();
  #inward = false;

  /** Something else is shown: what it covers goes on for as long as it can be seen, everything older stands still again. */
  keep(covered: Element | null): void {
    for (const [element, animation] of this.#moving)
      if (element !== covered) {
        animation.cancel();
        this.#moving.delete(element);
      }
  }

  /** Sets `picture` moving. */
  begin(picture: HTMLElement): void {
    this.#inward = !this.#inward;
    const [far, near] = [{ transform: "scale(1)" }, { transform: `scale(${NEAREST})` }];
    picture.style.transformOrigin = FOCUS;
    const movement = picture.animate(this.#inward ? [far, near] : [near, far], { duration: LENGTH_MS, fill: "both" });
    this.#moving.set(picture, movement);
  }

  /** Everything stands still. */
  end(): void {
    for (const animation of this.#moving.values()) animation.cancel();
    this.#moving.clear();
  }
}
