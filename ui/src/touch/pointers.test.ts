// Traces of fingers, as glass reports them, and what they must come to.
import { beforeEach, describe, expect, it } from "vitest";
import type { Gestures } from "./pointers";
import { Pointers } from "./pointers";

let said: string[];
let pointers: Pointers;
const round = (value: number) => Math.round(value * 100) / 100;

const listener: Gestures = {
  dragBegan: (axis, pinched) => said.push(`drag ${axis}${pinched ? " after pinch" : ""}`),
  dragMoved: (shift) => said.push(`to ${shift.x},${shift.y}`),
  dragEnded: (velocity) => said.push(`let go ${round(velocity.x)},${round(velocity.y)}`),
  pinchBegan: () => said.push("pinch"),
  pinchMoved: (ratio, from, to) => said.push(`x${round(ratio)} ${from.x},${from.y}>${to.x},${to.y}`),
  pinchEnded: () => said.push("pinch over"),
  tapped: (at, time) => said.push(`tap ${at.x},${at.y} at ${time}`),
  cancelled: () => said.push("cancelled"),
};

beforeEach(() => {
  said = [];
  pointers = new Pointers(listener);
});

describe("one finger", () => {
  it("that trembles and lifts, taps", () => {
    pointers.down(1, { x: 100, y: 100 }, 0);
    pointers.move(1, { x: 106, y: 95 }, 40);
    pointers.up(1, { x: 104, y: 97 }, 900);
    expect(said).toEqual(["tap 104,97 at 900"]);
    expect(pointers.didMore).toBe(false);
  });
  it("on a key leaves the tap to the key, but may still drag", () => {
    pointers.down(1, { x: 100, y: 100 }, 0, true);
    pointers.up(1, { x: 100, y: 100 }, 50);
    expect(said).toEqual([]);
    pointers.down(1, { x: 100, y: 100 }, 100, true);
    pointers.move(1, { x: 60, y: 100 }, 120);
    expect(said).toEqual(["drag x"]);
    expect(pointers.didMore).toBe(true);
  });
  it("on a key may slip further than elsewhere before it is a drag", () => {
    pointers.down(1, { x: 100, y: 100 }, 0, true);
    pointers.move(1, { x: 124, y: 100 }, 20);
    expect(said).toEqual([]);
    expect(pointers.didMore).toBe(false);
  });
  it("that goes sideways drags from where the axis was decided, without a jump", () => {
    pointers.down(1, { x: 500, y: 100 }, 0);
    pointers.move(1, { x: 488, y: 102 }, 16);
    pointers.frame();
    pointers.move(1, { x: 438, y: 110 }, 32);
    pointers.frame();
    expect(said).toEqual(["drag x", "to 0,0", "to -50,8"]);
  });
  it("shows only the newest place of a frame", () => {
    pointers.down(1, { x: 0, y: 0 }, 0);
    for (let t = 1; t <= 10; t += 1) pointers.move(1, { x: t * 20, y: 0 }, t);
    pointers.frame();
    expect(said).toEqual(["drag x", "to 180,0"]);
  });
  it("is let go with the speed of its last 80 ms only", () => {
    pointers.down(1, { x: 0, y: 0 }, 0);
    pointers.move(1, { x: 20, y: 0 }, 10);
    pointers.move(1, { x: 400, y: 0 }, 50);
    pointers.move(1, { x: 410, y: 0 }, 300);
    pointers.move(1, { x: 380, y: 0 }, 330);
    pointers.up(1, { x: 350, y: 0 }, 360);
    expect(said.at(-1)).toBe("let go -1,0");
  });
  it("whose flick comes as a single step of a slow screen still has its speed", () => {
    pointers.down(1, { x: 500, y: 0 }, 0);
    pointers.move(1, { x: 360, y: 0 }, 95);
    pointers.up(1, { x: 360, y: 0 }, 110);
    expect(said.at(-1)).toBe("let go -1.27,0");
  });
  it("that rests before it lifts has no speed", () => {
    pointers.down(1, { x: 0, y: 0 }, 0);
    pointers.move(1, { x: 300, y: 0 }, 40);
    pointers.up(1, { x: 300, y: 0 }, 400);
    expect(said.at(-1)).toBe("let go 0,0");
  });
  it("taken away by the system ends without a tap and without a key press", () => {
    pointers.down(1, { x: 0, y: 0 }, 0);
    pointers.cancel(1);
    pointers.up(1, { x: 0, y: 0 }, 10);
    expect(said).toEqual(["cancelled"]);
    expect(pointers.didMore).toBe(true);
    expect(pointers.count).toBe(0);
  });
  it("whose lifting was lost starts afresh when it comes down again", () => {
    pointers.down(1, { x: 0, y: 0 }, 0);
    expect(pointers.down(1, { x: 50, y: 0 }, 500)).toBe(true);
    pointers.up(1, { x: 50, y: 0 }, 520);
    expect(said).toEqual(["cancelled", "tap 50,0 at 520"]);
  });
});

describe("two fingers", () => {
  it("zoom by the ratio of their distance, about their middle", () => {
    pointers.down(1, { x: 100, y: 100 }, 0);
    pointers.down(2, { x: 200, y: 100 }, 5);
    pointers.move(1, { x: 60, y: 120 }, 20);
    pointers.move(2, { x: 260, y: 120 }, 20);
    pointers.frame();
    expect(said).toEqual(["pinch", "x2 150,100>160,120"]);
  });
  it("end a drag that was under way", () => {
    pointers.down(1, { x: 100, y: 100 }, 0);
    pointers.move(1, { x: 150, y: 100 }, 10);
    pointers.down(2, { x: 300, y: 100 }, 20);
    expect(said).toEqual(["drag x", "to 0,0", "let go 0,0", "pinch"]);
  });
  it("let the finger that stays move the sheet, but neither turn nor tap", () => {
    pointers.down(1, { x: 100, y: 100 }, 0);
    pointers.down(2, { x: 200, y: 100 }, 0);
    pointers.up(2, { x: 200, y: 100 }, 50);
    pointers.move(1, { x: 70, y: 100 }, 60);
    expect(said.slice(-2)).toEqual(["pinch over", "drag x after pinch"]);
    pointers.up(1, { x: 70, y: 100 }, 200);
    pointers.down(1, { x: 0, y: 0 }, 300);
    pointers.up(1, { x: 0, y: 0 }, 310);
    expect(said.at(-1)).toBe("tap 0,0 at 310");
  });
  it("that lift without moving do not tap", () => {
    pointers.down(1, { x: 100, y: 100 }, 0);
    pointers.down(2, { x: 200, y: 100 }, 0);
    pointers.up(1, { x: 100, y: 100 }, 50);
    pointers.up(2, { x: 200, y: 100 }, 60);
    expect(said.some((word) => word.startsWith("tap"))).toBe(false);
  });
  it("on the same spot do not divide by nothing", () => {
    pointers.down(1, { x: 100, y: 100 }, 0);
    pointers.down(2, { x: 100, y: 100 }, 0);
    pointers.move(2, { x: 148, y: 100 }, 10);
    pointers.frame();
    expect(said.at(-1)).toBe("x2 100,100>124,100");
  });
});

describe("a third finger", () => {
  it("is ignored, however it comes and goes", () => {
    pointers.down(1, { x: 100, y: 100 }, 0);
    pointers.down(2, { x: 200, y: 100 }, 0);
    expect(pointers.down(3, { x: 900, y: 500 }, 0)).toBe(false);
    pointers.move(3, { x: 0, y: 0 }, 5);
    pointers.frame();
    pointers.up(3, { x: 0, y: 0 }, 6);
    pointers.cancel(3);
    expect(said).toEqual(["pinch", "x1 150,100>150,100"]);
    expect(pointers.count).toBe(2);
  });
});
