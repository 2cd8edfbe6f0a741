// How many bays the wall has side by side and above each other. Nothing scrolls: what is over pages.

/** One page of the wall. */
export interface Wall {
  columns: number;
  rows: number;
  /** Number of pages, at least 1. */
  pages: number;
}

/** Bays on one page when there are more stands than the wall can show at once. */
const FULL = 15;
/** Most that fit at once on a lying glass, in six columns; an upright one has no height left for a sixth row. */
const MOST = 18;

/** The wall for this many stands: up to fifteen as they are, to eighteen closer, beyond that in pages of fifteen. */
export function wallFor(stands: number, portrait: boolean): Wall {
  if (stands > (portrait ? FULL : MOST)) return { ...page(FULL, portrait), pages: Math.ceil(stands / FULL) };
  return { ...page(stands, portrait), pages: 1 };
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
