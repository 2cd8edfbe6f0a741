// Which of the event's languages is the large one on the attract screen.

import { untrack } from "svelte";

/**
 * How long each language is the large one. Where drawing is slow or costly every change takes a tenth of a second of the
 * processor: there they change with the items, under whose fade everything is drawn anyway, or after so long.
 */
const LANGUAGE_MS = 6_000;
const LANGUAGE_SLOW_MS = 20_000;

/** Counts the languages that had their turn; to be made where effects may be. */
export class Turns {
  count = $state(0);

  /** `active`: somebody may see it. `round` counts the items, `cheap` says whether drawing costs nothing. */
  constructor(active: () => boolean, round: () => number, cheap: () => boolean) {
    $effect(() => {
      if (active()) this.count = 0;
    });
    let turned = 0;
    $effect(() => {
      if (!active()) return;
      const now = round();
      // The first item comes with the first language.
      if (!cheap() && turned > 0 && now !== turned) untrack(() => (this.count += 1));
      turned = now;
      const every = setInterval(() => (this.count += 1), cheap() ? LANGUAGE_MS : LANGUAGE_SLOW_MS);
      return () => clearInterval(every);
    });
  }
}
