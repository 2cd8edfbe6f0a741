// How far a picture may be moved under its frame, and how it resists beyond that.

import type { Point, Size } from "./geometry";
import { within } from "./geometry";

/** Share of the finger's way that shows just beyond a bound; it falls towards nothing further out. */
const RUBBER_STIFFNESS = 0.55;

/** How far the middle of the content may lie from the middle of the frame, in pixels, each way. */
export function reach(content: Size, frame: Size, scale: number): Point {
  return {
    x: Math.max(0, (content.width * scale - frame.width) / 2),
    y: Math.max(0, (content.height * scale - frame.height) / 2),
  };
}

/** The nearest place inside the bounds. */
export function bounded(place: Point, most: Point): Point {
  return { x: within(place.x, -most.x, most.x), y: within(place.y, -most.y, most.y) };
}

/**
 * A value that resists beyond ±`most`: it follows less and less and never gets further out than `give`.
 */
export function rubber(value: number, most: number, give: number): number {
  const beyond = Math.abs(value) - most;
  if (beyond <= 0 || give <= 0) return within(value, -most, most);
  const shown = give * (1 - 1 / ((beyond * RUBBER_STIFFNESS) / give + 1));
  return Math.sign(value) * (most + shown);
}
