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
