// What two fingers, a double tap and the zoom keys mean: how large, and about which place.

import { bounded, reach, rubber } from "./bounds";
import type { Point } from "./geometry";
import { within } from "./geometry";
import type { Ground, Pose } from "./pose";
import { REST, scaledAbout, ZOOMED } from "./pose";

/** Scale of a double tap: a line of text then fills the width of the glass. */
export const DOUBLE_TAP_SCALE = 2.2;

/** Factor of one touch of the + or − key. */
export const STEP = 1.5;

/** How far below 1 and above the greatest scale (as a factor) fingers can pull before it stands still. */
const GIVE = 0.35;

/** The pose while two fingers have spread by `ratio` and their middle went from `from` to `to`. */
export function pinched(start: Pose, ratio: number, from: Point, to: Point, ground: Ground): Pose {
  return { ...scaledAbout(start, resisted(start.scale * ratio, ground.most), from, to), turn: 0 };
}

/** The nearest pose inside the limits: never smaller than whole, never larger than there is to see, no gap at an edge. */
export function settled(pose: Pose, ground: Ground, about: Point = { x: 0, y: 0 }): Pose {
  const scale = within(pose.scale, 1, ground.most);
  if (scale < ZOOMED) return { ...REST };
  const about1 = scale === pose.scale ? pose : scaledAbout(pose, scale, about, about);
  return { ...about1, ...bounded(about1, reach(ground.content, ground.frame, scale)), turn: 0 };
}

/** The pose after a double tap: close to the touched place, or whole again. */
export function doubleTapped(pose: Pose, at: Point, ground: Ground): Pose {
  const target = Math.min(DOUBLE_TAP_SCALE, ground.most);
  if (pose.scale > ZOOMED || target < ZOOMED) return { ...REST };
  return settled(scaledAbout(pose, target, at, at), ground);
}

/** The pose after one touch of a zoom key, about `at` (the middle unless the wheel says otherwise). */
export function stepped(pose: Pose, factor: number, ground: Ground, at: Point = { x: 0, y: 0 }): Pose {
  const scale = within(pose.scale * factor, 1, ground.most);
  return settled(scaledAbout(pose, scale, at, at), ground);
}

function resisted(scale: number, most: number): number {
  // In factors, not differences: pulling from 1 to 1/2 must feel like pulling from 1 to 2.
  const middle = Math.log(most) / 2;
  return Math.exp(middle + rubber(Math.log(scale) - middle, middle, GIVE));
}
