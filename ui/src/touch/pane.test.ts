// Whole gestures on a sheet, frame by frame, with time passed in.
import { beforeEach, describe, expect, it } from "vitest";
import type { Side } from "./geometry";
import type { Sheets } from "./pane";
import { Pane } from "./pane";
import { Pointers } from "./pointers";
import type { Pose } from "./pose";

const ground = { frame: { width: 1000, height: 600 }, content: { width: 800, height: 600 }, most: 4, turnWay: 800 };
const still = { x: 0, y: 0 };
let shown: Pose[];
let brought: Side[];
let taps: number;
let neighbours: Side[];
let pane: Pane;
let time: number;

function lay(differences: Partial<Sheets> = {}): void {
  pane = new Pane({
    ground: () => ground,
    canTurn: (side) => neighbours.includes(side),
    show: (pose) => shown.push({ ...pose }),
    turned: (side) => brought.push(side),
    tapped: () => (taps += 1),
    calm: () => false,
    keepsZoom: false,
    ...differences,
  });
}

/** Runs the frames until nothing moves; fails when that takes more than a second. */
function rest(): number {
  const began = time;
  while (pane.frame(time)) {
    time += 16;
    if (time - began > 1000) throw new Error("does not come to rest");
  }
  return time - began;
}

beforeEach(() => {
  shown = [];
  brought = [];
  taps = 0;
  neighbours = [-1, 1];
  time = 5000;
  lay();
});

function swipe(way: number, velocity: number): void {
  pane.dragBegan("x", false);
  pane.dragMoved({ x: way, y: 0 });
  pane.frame(time);
  pane.dragEnded({ x: velocity, y: 0 });
}

describe("a swipe", () => {
  it("brings the neighbour and lies flat again", () => {
    swipe(-400, 0);
    expect(shown.at(-1)?.turn).toBe(0.5);
    expect(brought).toEqual([]);
    rest();
    expect(brought).toEqual([1]);
    expect(pane.pose).toEqual({ x: 0, y: 0, scale: 1, turn: 0 });
  });
  it("that was too short goes back", () => {
    swipe(100, 0);
    rest();
    expect(brought).toEqual([]);
    expect(pane.pose.turn).toBe(0);
  });
  it("gives where there is no neighbour, and comes back", () => {
    neighbours = [-1];
    swipe(-700, -3);
    const given = shown.at(-1)?.turn ?? 0;
    expect(given).toBeGreaterThan(0);
    expect(given).toBeLessThan(0.12);
    rest();
    expect(brought).toEqual([]);
    expect(pane.pose.turn).toBe(0);
  });
  it("downwards does nothing", () => {
    pane.dragBegan("y", false);
    pane.dragMoved({ x: 200, y: 300 });
    pane.dragEnded({ x: -2, y: 2 });
    expect(pane.pose).toEqual({ x: 0, y: 0, scale: 1, turn: 0 });
    expect(brought).toEqual([]);
  });
  it("that takes hold of a sheet on its way lets that one arrive first", () => {
    pane.turn(1);
    pane.frame(time);
    pane.frame((time += 64));
    pane.dragBegan("x", false);
    expect(brought).toEqual([1]);
    pane.dragMoved({ x: -400, y: 0 });
    pane.dragEnded(still);
    rest();
    expect(brought).toEqual([1, 1]);
  });
  it("that takes hold of a sheet going back holds it where it is", () => {
    swipe(-240, 0);
    pane.frame(time);
    pane.frame((time += 32));
    const held = pane.pose.turn;
    expect(held).toBeGreaterThan(0.05);
    pane.dragBegan("x", false);
    pane.dragMoved({ x: -80, y: 0 });
    expect(pane.pose.turn).toBeCloseTo(held + 0.1);
  });
});

describe("a turning key", () => {
  it("arrives within the time of the design, give or take two frames", () => {
    pane.turn(1);
    expect(rest()).toBeLessThan(420);
    expect(brought).toEqual([1]);
  });
  it("pressed three times quickly turns three times", () => {
    pane.turn(1);
    pane.frame(time);
    pane.turn(1);
    pane.turn(1);
    rest();
    expect(brought).toEqual([1, 1, 1]);
  });
  it("says when there is nothing there", () => {
    neighbours = [];
    expect(pane.turn(1)).toBe(false);
    expect(rest()).toBe(0);
  });
  it("arrives with the next frame where no motion is wanted", () => {
    lay({ calm: () => true });
    pane.turn(-1);
    expect(pane.frame(time)).toBe(false);
    expect(brought).toEqual([-1]);
  });
});

describe("touches", () => {
  it("one counts after 300 ms, two zoom instead", () => {
    pane.tapped({ x: 50, y: 0 }, time);
    pane.frame(time + 200);
    expect(taps).toBe(0);
    pane.frame(time + 301);
    expect(taps).toBe(1);
    pane.tapped({ x: 50, y: 0 }, time + 400);
    pane.tapped({ x: 52, y: 0 }, time + 500);
    time += 500;
    rest();
    expect(taps).toBe(1);
    expect(pane.pose.scale).toBeCloseTo(2.2);
    expect(pane.zoomed).toBe(true);
  });
  it("count at once where nothing can be zoomed", () => {
    lay({ ground: () => ({ ...ground, most: 1 }) });
    pane.tapped(still, time);
    expect(taps).toBe(1);
  });
});

describe("a zoomed sheet", () => {
  beforeEach(() => {
    pane.zoom(2);
    rest();
  });
  it("lies still inside its bounds when a key moves it", () => {
    pane.move(9000, 0);
    rest();
    expect(pane.pose.x).toBe(300);
    pane.place(-40, 9000);
    expect(pane.pose).toMatchObject({ x: -40, y: 300, scale: 2 });
  });
  it("turns from its edge and starts the next one whole", () => {
    pane.place(-300, 0);
    swipe(-200, 0);
    rest();
    expect(brought).toEqual([1]);
    expect(pane.pose.scale).toBe(1);
  });
  it("turns from its edge and keeps its size where reading goes on", () => {
    lay({ keepsZoom: true });
    pane.zoom(2);
    rest();
    pane.place(-300, -300);
    swipe(-200, 0);
    rest();
    expect(brought).toEqual([1]);
    expect(pane.pose).toEqual({ x: 300, y: 300, scale: 2, turn: 0 });
  });
  it("comes back when pulled from its middle beyond the edge", () => {
    swipe(-900, -1);
    rest();
    expect(brought).toEqual([]);
    expect(pane.pose.x).toBe(-300);
  });
  it("goes back to whole", () => {
    pane.whole();
    rest();
    expect(pane.zoomed).toBe(false);
  });
  it("is whole and still when another sheet is laid there", () => {
    pane.zoom(1.5);
    pane.lay();
    expect(pane.pose).toEqual({ x: 0, y: 0, scale: 1, turn: 0 });
    expect(pane.frame(time)).toBe(false);
  });
});

describe("a pinch", () => {
  it("from real fingers zooms, settles, and ends inside its limits", () => {
    const pointers = new Pointers(pane);
    pointers.down(1, { x: -100, y: 0 }, time);
    pointers.down(2, { x: 100, y: 0 }, time);
    for (let step = 1; step <= 20; step += 1) {
      time += 16;
      pointers.move(1, { x: -100 - step * 50, y: 0 }, time);
      pointers.move(2, { x: 100 + step * 50, y: 0 }, time);
      pointers.frame();
      pane.frame(time);
    }
    expect(pane.pose.scale).toBeGreaterThan(4);
    pointers.up(1, { x: -1100, y: 0 }, time);
    pointers.up(2, { x: 1100, y: 0 }, time);
    rest();
    expect(pane.pose.scale).toBeCloseTo(4);
    expect(taps).toBe(0);
  });
  it("that the system takes away comes to rest like any other", () => {
    pane.pinchBegan();
    pane.pinchMoved(0.5, still, { x: 90, y: 0 });
    pane.cancelled();
    rest();
    expect(pane.pose).toEqual({ x: 0, y: 0, scale: 1, turn: 0 });
  });
});

describe("a drag the system takes away", () => {
  it("turns nothing", () => {
    pane.dragBegan("x", false);
    pane.dragMoved({ x: -700, y: 0 });
    pane.cancelled();
    rest();
    expect(brought).toEqual([]);
    expect(pane.pose.turn).toBe(0);
  });
});
