// How a sheet lies under the glass: where, how large, and how far it is being turned.

import type { Point, Size } from "./geometry";

/** How a sheet lies: everything a viewer has to draw. */
export interface Pose {
  /** Pixels from the middle of the frame to the middle of the content. */
  x: number;
  /** Pixels from the middle of the frame to the middle of the content. */
  y: number;
  /** 1 is the size at which the content was laid out. */
  scale: number;
  /** -1 the left neighbour is fully in view … 0 at rest … 1 the right neighbour is. Beyond a last page it only gives a little. */
  turn: number;
}

/** Lying flat, whole, in the middle. */
export const REST: Pose = { x: 0, y: 0, scale: 1, turn: 0 };

/** A scale above this is "zoomed": a drag then moves the sheet and no longer turns it. */
export const ZOOMED = 1.02;

/** From this scale on the larger rendition is worth its bytes. */
export const CLOSE_SCALE = 1.3;

/** What the hand has in front of it. */
export interface Ground {
  /** Size of the window onto the sheet. */
  frame: Size;
  /** Size of the sheet at scale 1. */
  content: Size;
  /** Greatest scale; 1 where there is nothing to see closer. */
  most: number;
  /** Pixels a finger moves for one whole turn. */
  turnWay: number;
}

/** The pose that shows the point which now lies under `from` under `to`, at another scale. */
export function scaledAbout(pose: Pose, scale: number, from: Point, to: Point): Pose {
  const ratio = scale / pose.scale;
  return {
    ...pose,
    scale,
    x: to.x - (from.x - pose.x) * ratio,
    y: to.y - (from.y - pose.y) * ratio,
  };
}
