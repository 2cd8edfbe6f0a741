// The few shapes every hand on the glass is measured with.

/** A place or a shift in CSS pixels; x grows to the right, y downwards, whatever the language. */
export interface Point {
  x: number;
  y: number;
}

/** Width and height in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Which neighbour comes into view: the one lying to the left (-1) or to the right (1). Never forward or back. */
export type Side = -1 | 1;

/** Distance between two places in pixels. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** The place halfway between two places. */
export function midpoint(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** The value, or the nearest end of the range. */
export function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
