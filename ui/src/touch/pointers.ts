// Collects at most two fingers and decides WHAT they do: tap, drag or zoom. What that MEANS is decided in drag, zoom and tap.

import type { Point } from "./geometry";
import { distance, midpoint } from "./geometry";
import type { Axis } from "./swipe";
import { axisOf, HYSTERESIS_PX, KEY_HYSTERESIS_PX } from "./swipe";

/** Milliseconds before lifting over which a finger's speed is measured; older movement is forgotten. */
const SPEED_WINDOW_MS = 80;

/** A finger that has not moved for so many milliseconds before it lifts has come to rest. */
const REST_MS = 100;

/** Pixels; two fingers closer than this give no usable ratio. */
const LEAST_SPREAD_PX = 24;

/** What the fingers did. All places are in the same coordinates as the ones passed in. */
export interface Gestures {
  /** The axis is decided. `pinched`: the same hand has zoomed before, so it may only move the picture. */
  dragBegan(axis: Axis, pinched: boolean): void;
  /** Where the finger is now, as a shift since the drag began. */
  dragMoved(shift: Point): void;
  /** The finger was lifted with this speed, px/ms. */
  dragEnded(velocity: Point): void;
  /** A second finger is down. */
  pinchBegan(): void;
  /** The fingers' distance now over the one at the start, and their middle at the start and now. */
  pinchMoved(ratio: number, from: Point, to: Point): void;
  /** One of the two fingers was lifted. */
  pinchEnded(): void;
  /** Lifted where it went down. */
  tapped(at: Point, time: number): void;
  /** The system took the fingers away; nothing of what they began may happen. */
  cancelled(): void;
}

interface Finger {
  id: number;
  at: Point;
}

type Doing = "nothing" | "pressing" | "dragging" | "zooming";

/** The fingers on one pane of glass. Pure: places in pixels and times in milliseconds are passed in. */
export class Pointers {
  private readonly fingers: Finger[] = [];
  private readonly trail: { at: Point; time: number }[] = [];
  private doing: Doing = "nothing";
  private origin: Point = { x: 0, y: 0 };
  private pinched = false;
  private moved = false;
  private onKey = false;
  private spread = 1;

  constructor(private readonly gestures: Gestures) {}

  /** How many fingers count now, 0 to 2. */
  get count(): number {
    return this.fingers.length;
  }

  /** Whether the hand that is or was last down did more than tap: then no key under it may act. */
  get didMore(): boolean {
    return this.pinched || this.moved;
  }

  /**
   * A finger goes down. `onKey`: on a key, which takes its taps itself.
   * False: it is one too many and is ignored until it is lifted.
   */
  down(id: number, at: Point, time: number, onKey = false): boolean {
    // Down again without having been lifted: the lifting was lost on the way.
    if (this.find(id)) this.cancel(id);
    if (this.fingers.length === 2) return false;
    if (this.fingers.length === 0) {
      this.pinched = false;
      this.moved = false;
      this.onKey = onKey;
    }
    this.fingers.push({ id, at });
    if (this.fingers.length === 1) {
      this.press(at, time);
    } else {
      this.frame();
      if (this.doing === "dragging") this.gestures.dragEnded({ x: 0, y: 0 });
      this.beginZoom();
    }
    return true;
  }

  /** A finger moves. Shown with the next `frame`. */
  move(id: number, at: Point, time: number): void {
    const finger = this.find(id);
    if (!finger) return;
    finger.at = at;
    if (this.fingers.length > 1) return;
    this.trail.push({ at, time });
    if (this.trail.length > 24) this.trail.shift();
    if (this.doing !== "pressing") return;
    const hysteresis = this.onKey ? KEY_HYSTERESIS_PX : HYSTERESIS_PX;
    const axis = axisOf({ x: at.x - this.origin.x, y: at.y - this.origin.y }, hysteresis);
    if (!axis) return;
    // The way walked to find the axis is not dragged, so that nothing jumps.
    this.origin = at;
    this.doing = "dragging";
    this.moved = true;
    this.gestures.dragBegan(axis, this.pinched);
  }

  /** A finger is lifted. */
  up(id: number, at: Point, time: number): void {
    const finger = this.find(id);
    if (!finger) return;
    this.move(id, at, time);
    this.frame();
    this.remove(id);
    const left = this.fingers[0];
    if (this.doing === "zooming") {
      this.gestures.pinchEnded();
      if (left) this.press(left.at, time);
      else this.doing = "nothing";
      return;
    }
    const was = this.doing;
    this.doing = "nothing";
    if (was === "dragging") this.gestures.dragEnded(this.speed(time));
    else if (was === "pressing" && !this.pinched && !this.onKey) this.gestures.tapped(at, time);
  }

  /** The system takes a finger away: the whole gesture is off, also for the other finger. */
  cancel(id: number): void {
    if (!this.find(id)) return;
    this.fingers.length = 0;
    this.doing = "nothing";
    // A hand that was taken away must not press the key it happened to lie on.
    this.moved = true;
    this.gestures.cancelled();
  }

  /** Shows the newest places; once per picture, not once per event. */
  frame(): void {
    const [first, second] = this.fingers;
    if (!first) return;
    if (this.doing === "dragging") {
      this.gestures.dragMoved({ x: first.at.x - this.origin.x, y: first.at.y - this.origin.y });
    } else if (this.doing === "zooming" && second) {
      const spread = Math.max(LEAST_SPREAD_PX, distance(first.at, second.at));
      this.gestures.pinchMoved(spread / this.spread, this.origin, midpoint(first.at, second.at));
    }
  }

  private press(at: Point, time: number): void {
    this.doing = "pressing";
    this.origin = at;
    this.trail.length = 0;
    this.trail.push({ at, time });
  }

  private beginZoom(): void {
    const [first, second] = this.fingers;
    if (!first || !second) return;
    this.doing = "zooming";
    this.pinched = true;
    this.origin = midpoint(first.at, second.at);
    this.spread = Math.max(LEAST_SPREAD_PX, distance(first.at, second.at));
    this.gestures.pinchBegan();
  }

  private speed(now: number): Point {
    const last = this.trail[this.trail.length - 1];
    const moved = this.trail.findLast((sample) => sample.at.x !== last?.at.x || sample.at.y !== last.at.y);
    const arrived = moved && this.trail[this.trail.indexOf(moved) + 1];
    if (!last || !arrived || now - arrived.time > REST_MS) return { x: 0, y: 0 };
    const recent = this.trail.find((sample) => now - sample.time <= SPEED_WINDOW_MS) ?? last;
    // A slow screen reports a whole flick as a single step: then its way began before the window.
    const single = recent.at.x === last.at.x && recent.at.y === last.at.y;
    const before = single ? moved : recent;
    const time = Math.min(2 * SPEED_WINDOW_MS, Math.max(1, now - before.time));
    return { x: (last.at.x - before.at.x) / time, y: (last.at.y - before.at.y) / time };
  }

  private find(id: number): Finger | undefined {
    return this.fingers.find((finger) => finger.id === id);
  }

  private remove(id: number): void {
    const index = this.fingers.findIndex((finger) => finger.id === id);
    if (index >= 0) this.fingers.splice(index, 1);
  }
}
