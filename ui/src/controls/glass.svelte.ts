// The shape of the glass: upright or lying, and how many rem it measures.

import { rem } from "./press";

/** Follows the size of the window and of one rem. */
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
    // The styles may come after this script, and then one rem grows or shrinks without any resize to tell of it.
    const ruler = document.createElement("i");
    Object.assign(ruler.style, { position: "absolute", width: "1rem", visibility: "hidden" });
    document.body.append(ruler);
    new ResizeObserver(measure).observe(ruler);
  }

  /** Higher than wide. */
  get portrait(): boolean {
    return this.height > this.width;
  }
}

/** The one pane this page is drawn on. */
export const glass = new Glass();
