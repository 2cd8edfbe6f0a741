// The shape of the glass: upright or lying, and how many rem it measures.

import { rem } from "./press";

/** Follows the size of the window. */
class Glass {
  /** Width in rem; 192 on a 16:9 screen, 108 on an upright one. */
  width = $state(192);
  /** Height in rem. */
  height = $state(108);

  constructor() {
    const measure = () => {
      const one = rem();
      this.width = innerWidth / one;
      this.height = innerHeight / one;
    };
    if (typeof window === "undefined") return;
    measure();
    addEventListener("resize", measure);
  }

  /** Higher than wide. */
  get portrait(): boolean {
    return this.height > this.width;
  }
}

/** The one pane this page is drawn on. */
export const glass = new Glass();
