// How many bays the wall has side by side and above each other. Nothing scrolls: what is over pages.

import type { TextSize } from "../state/comfort.svelte";

/** One page of the wall. */
export interface Wall {
  columns: number;
  rows: number;
  /** Number of pages, at least 1. */
  pages: number;
  /** The tag lies beside the objects of its bay instead of under them. */
  beside: boolean;
}

/** Bays on one page when there are more stands than the wall can show at once. */
const FULL = 15;
/** Most that fit at once on a lying glass, in six columns; an upright one has no height left for a sixth row. */
const MOST = 18;

/** Where words are larger the wall has fewer bays: eight and seven of fifteen stands, one below the other upright. */
const LARGER = { lying: { columns: 4, rows: 2 }, upright: { columns: 2, rows: 4 } } as const;
const LARGEST = { lying: { columns: 2, rows: 4 }, upright: { columns: 1, rows: 8 } } as const;

/**
 * The wall for this many stands: up to fifteen as they are, to eighteen closer, beyond that in pages of fifteen. With
 * larger words pages of eight.
 */
export function wallFor(stands: number, portrait: boolean, size: TextSize = "normal"): Wall {
  const beside = size === "largest";
  if (size !== "normal") {
    const full = (beside ? LARGEST : LARGER)[portrait ? "upright" : "lying"];
    const bays = full.columns * full.rows;
    if (stands > bays || beside) return { ...full, pages: Math.max(1, Math.ceil(stands / bays)), beside };
    const few = page(stands, portrait);
    // Eight and less stand as at rest, unless that would be more rows than the words leave room for.
    return { ...(few.rows > full.rows ? full : few), pages: 1, beside };
  }
  if (stands > (portrait ? FULL : MOST)) return { ...page(FULL, portrait), pages: Math.ceil(stands / FULL), beside };
  return { ...page(stands, portrait), pages: 1, beside };
}

function page(bays: number, portrait: boolean): { columns: number; rows: number } {
  if (portrait) {
    const columns = bays <= 4 ? Math.min(2, Math.max(1, bays)) : 3;
    return { columns, rows: Math.max(1, Math.ceil(bays / columns)) };
  }
  if (bays > FULL) return { columns: 6, rows: 3 };
  if (bays > 10) return { columns: bays > 12 ? 5 : 4, rows: 3 };
  if (bays > 3) return { columns: Math.ceil(bays / 2), rows: 2 };
  return { columns: Math.max(1, bays), rows: 1 };
}
