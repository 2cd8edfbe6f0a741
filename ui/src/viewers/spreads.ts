// Which pages lie side by side: a book is opened at its cover, and is bound on the left or on the right.

import type { PageSize } from "../messages/messages";
import type { Side } from "../touch/geometry";

/** What lies open: pages count from 1; null where the table shows. */
export interface Spread {
  left: number | null;
  right: number | null;
}

/** The spreads of a book of so many pages, in reading order: the cover alone, then two and two. */
export function spreadsOf(pages: number, rightToLeft: boolean): readonly Spread[] {
  const spreads: Spread[] = [];
  for (let first = 0; first <= pages; first += 2) {
    const before = first === 0 ? null : first;
    const after = first + 1 > pages ? null : first + 1;
    if (before === null && after === null) break;
    spreads.push(rightToLeft ? { left: after, right: before } : { left: before, right: after });
  }
  return spreads;
}

/** One page after the other; a single page is its own spread and lies in the middle. */
export function singles(pages: number): readonly Spread[] {
  return Array.from({ length: pages }, (_, index) => ({ left: index + 1, right: null }));
}

/** The pages of a spread, in the order of the book. */
export function pagesOf(spread: Spread | undefined): readonly number[] {
  return [spread?.left, spread?.right].filter((page) => typeof page === "number").sort((a, b) => a - b);
}

/** Where a page lies: the number of its spread, counted from 0; the nearest one for a page that does not exist. */
export function spreadAt(spreads: readonly Spread[], page: number): number {
  const found = spreads.findIndex(({ left, right }) => left === page || right === page);
  if (found !== -1) return found;
  return page < 1 ? 0 : Math.max(0, spreads.length - 1);
}

/** The step in reading order (1 on, -1 back) that brings what lies on a side. */
export function stepOf(side: Side, rightToLeft: boolean): 1 | -1 {
  return rightToLeft ? (side === 1 ? -1 : 1) : side;
}

/** The side on which the next (1) or previous (-1) pages lie. */
export function sideOf(step: 1 | -1, rightToLeft: boolean): Side {
  return stepOf(step, rightToLeft);
}

/** "6–7" or "6". */
export function numbersOf(spread: Spread | undefined): string {
  return pagesOf(spread).join("–");
}

/** The size most pages have; a book is laid out by it, and odd sheets are fitted in. */
export function usualSize(sizes: readonly PageSize[], otherwise: PageSize): PageSize {
  const counts = new Map<string, { size: PageSize; count: number }>();
  for (const size of sizes) {
    const key = `${Math.round(size.width)}x${Math.round(size.height)}`;
    const entry = counts.get(key) ?? { size, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  let best = { size: otherwise, count: 0 };
  for (const entry of counts.values()) if (entry.count > best.count) best = entry;
  return best.size;
}
