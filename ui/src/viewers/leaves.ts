// A long row of pages or photos laid out in leaves of equal size, every leaf of it within two touches.

/** A leaf of a long row; things count from 1. */
export interface Leaf {
  first: number;
  last: number;
}

/** The leaves of `count` things, `size` on each. */
export function leavesOf(count: number, size: number): readonly Leaf[] {
  const leaves: Leaf[] = [];
  for (let first = 1; first <= count; first += Math.max(1, size)) {
    leaves.push({ first, last: Math.min(count, first + Math.max(1, size) - 1) });
  }
  return leaves;
}

/** Number of the leaf on which a thing lies, counted from 0. */
export function leafWith(thing: number, size: number): number {
  return Math.max(0, Math.floor((thing - 1) / Math.max(1, size)));
}

/**
 * Which leaves get a key of their own when only `room` fit: the first, the last, those around the open one, and the
 * rest spread evenly between, so that a touch anywhere gets near and the next one gets there.
 */
export function keysFor(open: number, leaves: number, room: number): readonly number[] {
  if (leaves <= room) return Array.from({ length: leaves }, (_, index) => index);
  const chosen = new Set([0, leaves - 1, open]);
  for (const near of [open - 1, open + 1]) if (near > 0 && near < leaves - 1 && chosen.size < room) chosen.add(near);
  while (chosen.size < room) {
    const sorted = [...chosen].sort((a, b) => a - b);
    let widest = { from: 0, gap: 0 };
    sorted.forEach((at, index) => {
      const gap = (sorted[index + 1] ?? at) - at;
      if (gap > widest.gap) widest = { from: at, gap };
    });
    if (widest.gap < 2) break;
    chosen.add(widest.from + Math.floor(widest.gap / 2));
  }
  return [...chosen].sort((a, b) => a - b);
}

/** The window of at most `room` places around the current one of `count`, clamped at both ends; first and last, from 0. */
export function around(current: number, count: number, room: number): { from: number; to: number } {
  const size = Math.min(room, count);
  const from = Math.max(0, Math.min(count - size, current - Math.floor(size / 2)));
  return { from, to: from + size - 1 };
}

/** How things of one shape are laid out on a leaf. */
export interface Grid {
  columns: number;
  rows: number;
  /** Of one picture, in the unit of the room. */
  width: number;
  height: number;
}

/** The widest and the tallest a picture on a leaf is when there are many, in rem; few may grow up to `MOST_GROWN` times. */
const WIDEST_REM = 26;
const TALLEST_REM = 22;
const MOST_GROWN = 1.9;
const GROWING_STEP = 0.05;
/** Gap between pictures, and a line for the number below each, in rem. */
export const LEAF_GAP_REM = 2.4;
export const NUMBER_REM = 4;

/**
 * As many pictures with these proportions (width by height) as fit a room in rem, larger where `count` is small; at least
 * one. `number` is the height of the line below each.
 */
export function gridFor(
  aspect: number,
  room: { width: number; height: number },
  count: number,
  number = NUMBER_REM,
): Grid {
  const highest = Math.max(1, room.height - number);
  const at = (grown: number): Grid => {
    const height = Math.min(highest, grown * Math.min(TALLEST_REM, WIDEST_REM / aspect));
    const width = height * aspect;
    const columns = Math.max(1, Math.floor((room.width + LEAF_GAP_REM) / (width + LEAF_GAP_REM)));
    const rows = Math.max(1, Math.floor((room.height + 0.01) / (height + number)));
    return { columns, rows, width, height };
  };
  for (let grown = MOST_GROWN; grown > 1; grown -= GROWING_STEP) {
    const grid = at(grown);
    const fits = grid.height + number <= room.height && grid.width <= room.width;
    if (fits && grid.columns * grid.rows >= count) return grid;
  }
  return at(1);
}
