// One finger on a whole or a zoomed sheet.
import { describe, expect, it } from "vitest";
import { edgeTurnAfter, entered, glideEnd, meaningOfDrag, moved, turnAfter, turned } from "./drag";
import { REST } from "./pose";

const ground = { frame: { width: 1000, height: 600 }, content: { width: 800, height: 600 }, most: 4, turnWay: 800 };
const close = { ...REST, scale: 2 };
const always = () => true;
const never = () => false;

describe("a drag means", () => {
  it("turning when the sheet is whole and the way is sideways", () => {
    expect(meaningOfDrag("x", REST, false)).toBe("turn");
    expect(meaningOfDrag("y", REST, false)).toBe("nothing");
  });
  it("moving when the sheet is zoomed or the hand has just pinched", () => {
    expect(meaningOfDrag("x", close, false)).toBe("move");
    expect(meaningOfDrag("y", close, false)).toBe("move");
    expect(meaningOfDrag("x", REST, true)).toBe("move");
  });
});

describe("turning", () => {
  it("follows the finger: to the left brings what lies to the right", () => {
    expect(turned(0, -200, 800, always)).toBe(0.25);
    expect(turned(0, 400, 800, always)).toBe(-0.5);
    expect(turned(0.5, 400, 800, always)).toBe(0);
    expect(turned(0, -5000, 800, always)).toBe(1);
  });
  it("only gives a little where there is no neighbour", () => {
    const given = turned(0, -800, 800, never);
    expect(given).toBeGreaterThan(0);
    expect(given).toBeLessThan(0.12);
    expect(turnAfter(given, { x: -2, y: 0 }, never)).toBe(0);
  });
  it("finishes where there is one", () => {
    expect(turnAfter(0.2, { x: -0.7, y: 0 }, always)).toBe(1);
    expect(turnAfter(-0.5, { x: 0, y: 0 }, (side) => side === -1)).toBe(-1);
  });
});

describe("moving a zoomed sheet", () => {
  it("follows the finger and resists beyond the edge", () => {
    expect(moved(close, { x: -100, y: 50 }, ground)).toMatchObject({ x: -100, y: 50 });
    const beyond = moved(close, { x: -500, y: 0 }, ground).x;
    expect(beyond).toBeLessThan(-300);
    expect(beyond).toBeGreaterThan(-500);
  });
  it("glides on after a throw, never beyond its bounds", () => {
    expect(glideEnd(close, { x: 1, y: 0 }, ground)).toEqual({ x: 160, y: 0 });
    expect(glideEnd(close, { x: 9, y: -9 }, ground)).toEqual({ x: 300, y: -300 });
  });
  it("turns when it is pulled beyond the edge at which it already lay", () => {
    const atRightEdge = { ...close, x: -300 };
    expect(edgeTurnAfter(atRightEdge, "x", { x: -120, y: 4 }, { x: 0, y: 0 }, ground)).toBe(1);
    expect(edgeTurnAfter({ ...close, x: 300 }, "x", { x: 120, y: 4 }, { x: 0, y: 0 }, ground)).toBe(-1);
  });
  it("does not turn when it was pulled there from its middle, or downwards", () => {
    expect(edgeTurnAfter(close, "x", { x: -900, y: 0 }, { x: -2, y: 0 }, ground)).toBe(0);
    expect(edgeTurnAfter({ ...close, x: -300 }, "y", { x: -120, y: 300 }, { x: -2, y: 0 }, ground)).toBe(0);
  });
  it("enters the neighbour at the top of its near edge", () => {
    expect(entered({ ...close, x: -300 }, 1, ground)).toMatchObject({ x: 300, y: 300, scale: 2 });
    expect(entered({ ...close, x: 300 }, -1, ground)).toMatchObject({ x: -300, y: 300, scale: 2 });
  });
});
