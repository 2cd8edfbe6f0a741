// How this visitor wants the screens: size of text, contrast, reach, calm, own language only. Gone with the visit, like everything of it.

/** Size of text: as drawn, a third larger, or so large that capitals measure 7.3 mm on a 15.6″ panel. */
export type TextSize = "normal" | "large" | "largest";
/** Colours of the screens: paper, night, or yellow on black. Works of the exhibitors keep their own. */
export type Contrast = "paper" | "night" | "yellow";

/** Sizes and contrasts in the order in which they are offered; the first one is the one at rest. */
export const TEXT_SIZES: readonly TextSize[] = ["normal", "large", "largest"];
export const CONTRASTS: readonly Contrast[] = ["paper", "night", "yellow"];

/**
 * How much larger the smallest words are than at rest, where a layout counts with their width. The sizes themselves
 * are in styles/comfort.css: the larger a text is at rest, the less it has to grow.
 */
const GROWTH: Record<TextSize, number> = { normal: 1, large: 1.3, largest: 5.8 / 2.4 };
/** How large body text is, in rem (styles/tokens.css, --t-body), where rows are counted. */
const BODY_REM: Record<TextSize, number> = { normal: 2.6, large: 2.6 * 1.3, largest: 5.8 };

/** The choices of one visitor. */
export class Comfort {
  size: TextSize = $state("normal");
  contrast: Contrast = $state("paper");
  /** Everything that is touched lies in the lower two fifths of the glass. */
  reach = $state(false);
  /** Nothing moves by itself. */
  calm = $state(false);
  /** Only what exists in the visitor's language is on the shelves. */
  only = $state(false);
  /** The panel with these choices lies open. */
  open = $state(false);

  /** Whether anything differs from how the screens are at rest. */
  get changed(): boolean {
    return this.size !== "normal" || this.contrast !== "paper" || this.reach || this.calm || this.only;
  }

  /** How much larger the smallest words are than at rest; 1 at rest. */
  get growth(): number {
    return GROWTH[this.size];
  }

  /** Size of body text in rem. */
  get body(): number {
    return BODY_REM[this.size];
  }

  /** All choices as at rest; the panel stays as it is. */
  normal(): void {
    this.size = "normal";
    this.contrast = "paper";
    this.reach = false;
    this.calm = false;
    this.only = false;
  }

  /** The visit is over. */
  reset(): void {
    this.normal();
    this.open = false;
  }
}

/** What the root of the page carries for the styles: an attribute for each choice, null for those that are at rest. */
export function attributesOf(comfort: Comfort): Record<"size" | "contrast" | "reach" | "calm", string | null> {
  return {
    size: comfort.size === "normal" ? null : comfort.size,
    contrast: comfort.contrast === "paper" ? null : comfort.contrast,
    reach: comfort.reach ? "" : null,
    calm: comfort.calm ? "" : null,
  };
}
