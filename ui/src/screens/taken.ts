// Measures of the list of what is taken away, in rem.

import type { Comfort } from "../state/comfort.svelte";

/** A row holds the object, and the key that takes it off the list. */
const LEAST_REM = 15.4;

/** Height of a row: four lines of its words, three of the largest, for which titles keep to one. */
export const rowHeight = ({ body, size }: Pick<Comfort, "body" | "size">): number =>
  Math.max(LEAST_REM, body * 1.3 * (size === "largest" ? 3 : 4) + 1.2);
