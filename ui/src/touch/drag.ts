// What one dragging finger means: turning to a neighbour, moving a zoomed sheet, or nothing.

import { bounded, reach, rubber } from "./bounds";
import type { Point, Side } from "./geometry";
import { within } from "./geometry";
import type { Ground, Pose } from "./pose";
import { ZOOMED } from "./pose";
import type { Axis } from "./swipe";
import { edgeTurnOnRelease, turnOnRelease } from "./swipe";

/** Share of the frame a sheet can be pulled beyond its bounds before it stands still. */
const GIVE = 0.22;

/** Share of a whole turn that the first and the last page give when there is nothing beyond them. */
const END_GIVE = 0.12;

/** Milliseconds of its last speed that a sheet glides on after letting go. */
const GLIDE_MS = 160;

/** Pixels within which a sheet counts as lying at its edge when the finger goes down. */
const AT_EDGE_PX = 2;

/** What a drag is for. */
export type DragMeaning = "turn" | "move" | "nothing";

/** Decides once, when the axis is known. */
export function meaningOfDrag(axis: Axis, pose: Pose, pinched: boolean): DragMeaning {
  if (pose.scale > ZOOMED || pinched) return "move";
  return axis === "x" ? "turn" : "nothing";
}

/** The turn while the finger has moved `shift` pixels along x since it stood at `start`. */
export function turned(start: number, shift: number, way: number, canTurn: (side: Side) => boolean): number {
  const turn = start - shift / way;
  if (turn === 0) return 0;
  if (canTurn(turn > 0 ? 1 : -1)) return within(turn, -1, 1);
  return rubber(turn, 0, END_GIVE);
}

/** The neighbour to bring after letting go of a turn, or 0. */
export function turnAfter(turn: number, velocity: Point, canTurn: (side: Side) => boolean): Side | 0 {
  const side = turnOnRelease(turn, velocity.x);
  return side !== 0 && canTurn(side) ? side : 0;
}

/** The pose while a zoomed sheet that lay at `start` is pulled by `shift` pixels. */
export function moved(start: Pose, shift: Point, ground: Ground): Pose {
  const most = reach(ground.content, ground.frame, start.scale);
  return {
    ...start,
    x: rubber(start.x + shift.x, most.x, ground.frame.width * GIVE),
    y: rubber(start.y + shift.y, most.y, ground.frame.height * GIVE),
  };
}

/** Where a zoomed sheet glides after letting go with `velocity` px/ms: always inside its bounds. */
export function glideEnd(pose: Pose, velocity: Point, ground: Ground): Point {
  const most = reach(ground.content, ground.frame, pose.scale);
  return bounded({ x: pose.x + velocity.x * GLIDE_MS, y: pose.y + velocity.y * GLIDE_MS }, most);
}

/**
 * The neighbour that a zoomed sheet is pulled to: only when it already lay at that edge as the finger went down,
 * so that reading along a line to its end never turns the page.
 */
export function edgeTurnAfter(start: Pose, axis: Axis, shift: Point, velocity: Point, ground: Ground): Side | 0 {
  if (axis !== "x") return 0;
  const most = reach(ground.content, ground.frame, start.scale).x;
  const side: Side = shift.x < 0 ? 1 : -1;
  const lay = side === 1 ? start.x <= -most + AT_EDGE_PX : start.x >= most - AT_EDGE_PX;
  return lay ? edgeTurnOnRelease(-shift.x, velocity.x) : 0;
}

/** How a zoomed neighbour lies when it is entered from its near edge: at the top, the first column in view. */
export function entered(pose: Pose, side: Side, ground: Ground): Pose {
  const most = reach(ground.content, ground.frame, pose.scale);
  return { ...pose, x: side * most.x, y: most.y, turn: 0 };
}
