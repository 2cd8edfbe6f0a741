// How a book lies on the table and how its sheet turns: geometry only.

import type { PageSize } from "../messages/messages";
import type { Side, Size } from "../touch/geometry";
import type { Spread } from "./spreads";

/** Two pages are shown where each is at least this share as high as one alone would be. */
const TWO_SHARE = 0.7;

/** How a book is laid out. */
export interface BookLayout {
  /** Two pages side by side, or one. */
  two: boolean;
  /** Room for one page, in pixels. */
  cell: Size;
}

/** The largest size with these proportions in a box. */
export function fitted(page: PageSize, box: Size): Size {
  const scale = Math.min(box.width / page.width, box.height / page.height);
  return { width: page.width * scale, height: page.height * scale };
}

/**
 * Lays a book out in a box of pixels: two pages where the box is wide and they stay large enough,
 * otherwise one. A book of a single page is one page everywhere.
 */
export function layout(page: PageSize, box: Size, pages: number): BookLayout {
  const one = fitted(page, box);
  const half = fitted(page, { width: box.width / 2, height: box.height });
  const two = pages > 1 && box.width > box.height && half.height >= one.height * TWO_SHARE;
  return { two, cell: two ? half : one };
}

/** How far the book is moved so that a cover alone lies in the middle: share of a page's width. */
export function lean(spread: Spread | undefined): number {
  if (!spread) return 0;
  if (spread.left === null) return -0.5;
  return spread.right === null ? 0.5 : 0;
}

/** What a page does while a sheet turns. */
export interface Part {
  /** On which side of the spine it lies. */
  side: Side;
  /** Degrees by which it stands up from the table, 0–90; its spine stays down. */
  lifted: number;
  /** 0 lies lowest. */
  layer: number;
  /** Darkness 0–1 that the standing sheet throws on it or has itself. */
  shade: number;
}

/**
 * The pages in view while the right (1) or left (-1) neighbour comes by `turn` 0–1, by page number.
 * The sheet's edge moves evenly with the finger, from one side of the table to the other.
 */
export function turning(now: Spread, next: Spread | undefined, side: Side, turn: number): Map<number, Part> {
  const parts = new Map<number, Part>();
  const put = (page: number | null | undefined, part: Part) => {
    if (typeof page === "number") parts.set(page, part);
  };
  const flat = (at: Side, layer: number, shade = 0): Part => ({ side: at, lifted: 0, layer, shade });
  if (turn <= 0 || !next) {
    put(now.left, flat(-1, 1));
    put(now.right, flat(1, 1));
    return parts;
  }
  const facing = (spread: Spread, at: Side) => (at === 1 ? spread.right : spread.left);
  const other: Side = side === 1 ? -1 : 1;
  const edge = 1 - 2 * turn;
  const lifted = (Math.acos(Math.min(1, Math.abs(edge))) * 180) / Math.PI;
  const upright = Math.sqrt(Math.max(0, 1 - edge * edge));
  // What lies under the sheet is in its shadow until it is clear of it.
  put(facing(next, side), flat(side, 0, 0.26 * Math.max(0, edge)));
  put(facing(now, other), flat(other, 1, 0.26 * Math.max(0, -edge)));
  if (edge >= 0) put(facing(now, side), { side, lifted, layer: 2, shade: 0.2 * upright });
  else put(facing(next, other), { side: other, lifted, layer: 2, shade: 0.2 * upright });
  return parts;
}

/** Where single sheets lie while one is drawn off the pile or laid back on it: share of the way out, and shade. */
export function sliding(
  side: Side,
  step: 1 | -1,
  turn: number,
): { now: number; next: number; nextOver: boolean; shade: number } {
  // Onwards the sheet in hand goes off and uncovers the next; back, the previous one comes and covers it.
  if (step === 1) return { now: -side * turn, next: 0, nextOver: false, shade: 0.3 * (1 - turn) };
  return { now: 0, next: side * (1 - turn), nextOver: true, shade: 0.3 * turn };
}
