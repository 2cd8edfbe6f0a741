// When a moving finger means "sideways", and when letting go means "turn".

import type { Point, Side } from "./geometry";

/** Along the text (x) or across it (y). */
export type Axis = "x" | "y";

/** Pixels a finger moves before it counts as a drag at all; below this it is a tap by an unsteady hand. */
export const HYSTERESIS_PX = 10;

/** The same on a key: a finger that presses slips, and a slipped press must not be lost to a drag that goes nowhere. */
export const KEY_HYSTERESIS_PX = 28;

/** Pixels per millisecond from which letting go is a flick and turns, however short the way was. */
export const FLICK_PX_PER_MS = 0.5;

/** Share of a whole turn after which letting go finishes it; under a half, because a large glass makes long ways. */
export const TURN_SHARE = 0.35;

/** Pixels that a zoomed page is pulled beyond its edge before letting go turns it. */
export const EDGE_TURN_PX = 96;

/** The axis a drag is locked to; nothing while the finger is still within the hysteresis (pixels). */
export function axisOf(shift: Point, hysteresis = HYSTERESIS_PX): Axis | null {
  const x = Math.abs(shift.x);
  const y = Math.abs(shift.y);
  if (Math.max(x, y) < hysteresis) return null;
  return x >= y ? "x" : "y";
}

/**
 * What letting go means for a turn that stands at `progress` (-1 left neighbour fully in view … 1 right neighbour)
 * while the finger moved with `velocity` px/ms: the neighbour to bring, or 0 to go back.
 * A flick against the turn takes it back.
 */
export function turnOnRelease(progress: number, velocity: number): Side | 0 {
  const side: Side = progress > 0 ? 1 : -1;
  if (progress === 0) return 0;
  const towards = -velocity * side;
  if (towards >= FLICK_PX_PER_MS) return side;
  if (towards <= -FLICK_PX_PER_MS) return 0;
  return Math.abs(progress) >= TURN_SHARE ? side : 0;
}

/** What letting go means for a zoomed page pulled `surplus` pixels beyond its edge (positive: its right edge). */
export function edgeTurnOnRelease(surplus: number, velocity: number): Side | 0 {
  if (surplus === 0) return 0;
  const side: Side = surplus > 0 ? 1 : -1;
  const towards = -velocity * side;
  if (towards <= -FLICK_PX_PER_MS) return 0;
  if (towards >= FLICK_PX_PER_MS) return side;
  return Math.abs(surplus) >= EDGE_TURN_PX ? side : 0;
}
