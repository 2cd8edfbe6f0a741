// Pictures of many shapes on one leaf at one height, as on a light table: an upright one is no smaller than a lying one.

import { leaves as dealt } from "../controls/proportions";
import { LEAF_GAP_REM, NUMBER_REM } from "./leaves";

/** Rows of things, each a list of places counted from 0, and the height of a picture in the unit of the room. */
export interface Rows {
  height: number;
  /** Rows of each leaf. */
  leaves: readonly (readonly (readonly number[])[])[];
}

/** Bounds of the height of a picture in rem, and the steps in which the best is looked for. */
const TALLEST_REM = 44;
const LEAST_REM = 17;
const STEP_REM = 0.5;
/** A panorama may take no more of a row than this many heights; it then stands lower. */
const WIDEST = 3.2;

/** Width of a picture with these proportions in a row of this height. */
export const widthIn = (aspect: number, height: number, room: number): number =>
  Math.min(room, height * Math.min(WIDEST, aspect));

/** As large as lets all of them lie on one leaf; beyond that, leaves of the least height. */
export function rowsFor(
  aspects: readonly number[],
  room: { width: number; height: number },
  number = NUMBER_REM,
): Rows {
  const deal = (height: number) =>
    dealt(
      aspects.map((aspect) => widthIn(aspect, height, room.width)),
      LEAF_GAP_REM,
      room.width,
      0,
      Infinity,
    );
  const fitting = (height: number) => Math.floor(room.height / (height + number));
  for (let height = TALLEST_REM; height > LEAST_REM; height -= STEP_REM) {
    if (fitting(height) < 1) continue;
    const rows = deal(height);
    if (rows.length <= fitting(height)) return { height, leaves: [rows] };
  }
  const height = Math.max(1, Math.min(LEAST_REM, room.height - number));
  const rows = deal(height);
  const many = Math.max(1, fitting(height));
  const leaves = [];
  for (let first = 0; first < rows.length; first += many) leaves.push(rows.slice(first, first + many));
  return { height, leaves };
}
