// The pane of glass over a sheet: takes what the hand does, keeps how the sheet lies, and moves it frame by frame.

import { bounded, reach } from "./bounds";
import type { DragMeaning } from "./drag";
import { edgeTurnAfter, entered, glideEnd, meaningOfDrag, moved, turnAfter, turned } from "./drag";
import type { Point, Side } from "./geometry";
import type { Gestures } from "./pointers";
import type { Ground, Pose } from "./pose";
import { REST, ZOOMED } from "./pose";
import type { Spring } from "./spring";
import { atRest, motion, SETTLE_MS } from "./spring";
import type { Axis } from "./swipe";
import type { Tap } from "./tap";
import { Taps } from "./tap";
import { doubleTapped, pinched, settled, stepped } from "./zoom";

/** What lies under the glass; a viewer answers these. */
export interface Sheets {
  /** The measures now; asked for with every movement, so a resized window needs no message. */
  ground(): Ground;
  /** Whether there is a neighbour on that side. */
  canTurn(side: Side): boolean;
  /** Draw it so. Called at most once per frame. */
  show(pose: Pose): void;
  /** The neighbour has arrived: make it the sheet. The pose is back at rest when `show` comes next. */
  turned(side: Side): void;
  /** A single touch on the sheet, in pixels from the middle of the frame. */
  tapped?(at: Point): void;
  /** The wheel asks for the next (1) or previous (-1) sheet in the direction of reading. */
  onward?(step: -1 | 1): void;
  /** No motion wanted: everything arrives at once. */
  calm(): boolean;
  /** A neighbour reached while zoomed is entered zoomed, from its near edge. */
  readonly keepsZoom: boolean;
}

/** The smallest step anybody could see, per part of a pose: pixels, factor, share of a turn. */
const NEAR = { x: 0.4, y: 0.4, scale: 0.001, turn: 0.003 };
const PARTS = ["x", "y", "scale", "turn"] as const;

interface Settling {
  springs: Record<(typeof PARTS)[number], Spring>;
  /** Time of its first frame. */
  began: number | null;
  /** The neighbour that arrives with it. */
  bringing: Side | 0;
}

/** One pane of glass. Pure but for the calls to its `Sheets`; time comes with `frame`. */
export class Pane implements Gestures {
  /** Set by whoever drives the frames: something has to move. */
  wake: () => void = () => undefined;

  private now: Pose = { ...REST };
  private start: Pose = { ...REST };
  private axis: Axis = "x";
  private meaning: DragMeaning = "nothing";
  private shift: Point = { x: 0, y: 0 };
  private about: Point = { x: 0, y: 0 };
  private settling: Settling | null = null;
  private dirty = false;
  private readonly taps = new Taps();

  constructor(private readonly sheets: Sheets) {}

  /** How the sheet lies now. */
  get pose(): Pose {
    return this.now;
  }

  /** Whether the sheet is shown larger than it was laid out. */
  get zoomed(): boolean {
    return this.now.scale > ZOOMED;
  }

  /** Turns to the neighbour as a key does. False when there is none. */
  turn(side: Side): boolean {
    this.arrive();
    if (!this.sheets.canTurn(side)) return false;
    this.bring(side, 0);
    return true;
  }

  /** Turns in the direction of reading, where the viewer knows which that is. */
  onward(step: -1 | 1): void {
    this.sheets.onward?.(step);
  }

  /** Zooms by a factor about a place (the middle by default). */
  zoom(factor: number, at?: Point): void {
    this.arrive();
    this.settle(stepped(this.now, factor, this.sheets.ground(), at));
  }

  /** Back to the whole sheet. */
  whole(): void {
    this.arrive();
    this.settle({ ...REST });
  }

  /** Moves a zoomed sheet by so many pixels, never beyond its bounds. */
  move(dx: number, dy: number): void {
    this.arrive();
    const { content, frame } = this.sheets.ground();
    const most = reach(content, frame, this.now.scale);
    this.settle({ ...this.now, ...bounded({ x: this.now.x + dx, y: this.now.y + dy }, most) });
  }

  /** Another sheet lies there without having been turned to: at rest, at once. */
  lay(): void {
    this.settling = null;
    this.taps.forget();
    this.set({ ...REST });
  }

  /** Lies so at once: the finger moves the sheet itself, on a map of it. */
  place(x: number, y: number): void {
    this.arrive();
    const { content, frame } = this.sheets.ground();
    this.set({ ...this.now, ...bounded({ x, y }, reach(content, frame, this.now.scale)) });
  }

  /** Moves on to `time` (milliseconds) and draws. True while there is more to come. */
  frame(time: number): boolean {
    for (const tap of this.taps.due(time)) this.tap(tap);
    if (this.settling) this.step(this.settling, time);
    if (this.dirty) {
      this.dirty = false;
      this.sheets.show(this.now);
    }
    return this.settling !== null || this.taps.waiting;
  }

  dragBegan(axis: Axis, hasPinched: boolean): void {
    this.taps.forget();
    this.catch();
    this.axis = axis;
    this.start = { ...this.now };
    this.shift = { x: 0, y: 0 };
    this.meaning = meaningOfDrag(axis, this.now, hasPinched);
  }

  dragMoved(shift: Point): void {
    if (this.meaning === "nothing") return;
    this.shift = shift;
    const ground = this.sheets.ground();
    if (this.meaning === "move") {
      this.set(moved(this.start, shift, ground));
    } else {
      const turn = turned(this.start.turn, shift.x, ground.turnWay, (side) => this.sheets.canTurn(side));
      this.set({ ...this.now, turn });
    }
  }

  dragEnded(velocity: Point): void {
    const meaning = this.meaning;
    this.meaning = "nothing";
    if (meaning === "turn") {
      const side = turnAfter(this.now.turn, velocity, (to) => this.sheets.canTurn(to));
      const speed = -velocity.x / this.sheets.ground().turnWay;
      if (side !== 0) this.bring(side, speed);
      else this.settle({ ...this.now, turn: 0 });
    } else if (meaning === "move") {
      const ground = this.sheets.ground();
      const side = edgeTurnAfter(this.start, this.axis, this.shift, velocity, ground);
      if (this.start.scale > ZOOMED && side !== 0 && this.sheets.canTurn(side)) this.bring(side, 0);
      else this.settle({ ...this.now, ...glideEnd(this.now, velocity, ground) }, velocity);
    } else if (this.now.turn !== 0) {
      this.settle({ ...this.now, turn: 0 });
    }
  }

  pinchBegan(): void {
    this.taps.forget();
    this.catch();
    this.start = { ...this.now, turn: 0 };
    this.about = { x: 0, y: 0 };
  }

  pinchMoved(ratio: number, from: Point, to: Point): void {
    this.about = to;
    this.set(pinched(this.start, ratio, from, to, this.sheets.ground()));
  }

  pinchEnded(): void {
    this.settle(settled(this.now, this.sheets.ground(), this.about));
  }

  tapped(at: Point, time: number): void {
    const doubles = this.sheets.ground().most > ZOOMED;
    for (const tap of this.taps.lifted(at, time, doubles)) this.tap(tap);
    this.wake();
  }

  cancelled(): void {
    this.meaning = "nothing";
    this.taps.forget();
    this.settle(settled({ ...this.now, turn: 0 }, this.sheets.ground()));
  }

  private tap(tap: Tap): void {
    if (tap.kind === "single") this.sheets.tapped?.(tap.at);
    else this.settle(doubleTapped(this.now, tap.at, this.sheets.ground()));
  }

  private set(pose: Pose): void {
    this.now = pose;
    this.dirty = true;
    this.wake();
  }

  private bring(side: Side, speed: number): void {
    const target = this.zoomed && this.sheets.keepsZoom ? entered(this.now, side, this.sheets.ground()) : this.now;
    this.settle({ ...target, turn: side }, undefined, side, speed);
  }

  private settle(target: Pose, velocity: Point = { x: 0, y: 0 }, bringing: Side | 0 = 0, speed = 0): void {
    const spring = (from: number, to: number, start: number): Spring => ({
      from,
      to,
      velocity: start,
      settle: SETTLE_MS,
    });
    this.settling = {
      springs: {
        x: spring(this.now.x, target.x, velocity.x),
        y: spring(this.now.y, target.y, velocity.y),
        scale: spring(this.now.scale, target.scale, 0),
        turn: spring(this.now.turn, target.turn, speed),
      },
      began: null,
      bringing,
    };
    this.wake();
  }

  private step(settling: Settling, time: number): void {
    settling.began ??= time;
    const elapsed = time - settling.began;
    const next: Pose = { ...this.now };
    let resting = true;
    for (const part of PARTS) {
      const spring = settling.springs[part];
      const now = motion(spring, elapsed);
      next[part] = now.value;
      if (!atRest(now, spring.to, NEAR[part])) resting = false;
    }
    if (resting || this.sheets.calm()) {
      this.arrive();
    } else {
      this.now = next;
      this.dirty = true;
    }
  }

  /** A finger takes hold: what only comes to rest stops where it is, a neighbour on its way arrives. */
  private catch(): void {
    if (this.settling?.bringing === 0) this.settling = null;
    else this.arrive();
  }

  /** Whatever is on its way is there at once: the next thing begins from a sheet that lies still. */
  private arrive(): void {
    const settling = this.settling;
    if (!settling) return;
    this.settling = null;
    const { x, y, scale, turn } = settling.springs;
    const stays = settling.bringing === 0 || (this.sheets.keepsZoom && scale.to > ZOOMED);
    this.now = stays ? { x: x.to, y: y.to, scale: scale.to, turn: settling.bringing === 0 ? turn.to : 0 } : { ...REST };
    this.dirty = true;
    if (settling.bringing !== 0) {
      this.sheets.turned(settling.bringing);
      // The neighbour may have another size than the sheet before it.
      if (stays) this.settle(entered(this.now, settling.bringing, this.sheets.ground()));
    }
  }
}
