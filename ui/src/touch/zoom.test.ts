// What lies under the fingers must stay under them, and everything must come back inside its limits.
import { describe, expect, it } from "vitest";
import { REST } from "./pose";
import { doubleTapped, pinched, settled, stepped } from "./zoom";

const ground = { frame: { width: 1000, height: 600 }, content: { width: 800, height: 600 }, most: 4, turnWay: 800 };
/** Where on the sheet (pixels at scale 1 from its middle) a place of the frame lies. */
const under = (pose: typeof REST, at: { x: number; y: number }) => ({
  x: (at.x - pose.x) / pose.scale,
  y: (at.y - pose.y) / pose.scale,
});

describe("a pinch", () => {
  it("keeps what is under the fingers under the fingers, also when they wander", () => {
    const start = { ...REST, scale: 1.5, x: 40, y: -30 };
    const from = { x: 120, y: 80 };
    const to = { x: 90, y: 130 };
    const pose = pinched(start, 1.6, from, to, ground);
    expect(pose.scale).toBeCloseTo(2.4);
    expect(under(pose, to).x).toBeCloseTo(under(start, from).x);
    expect(under(pose, to).y).toBeCloseTo(under(start, from).y);
  });
  it("resists below whole and above the greatest scale", () => {
    const small = pinched(REST, 0.2, REST, REST, ground).scale;
    expect(small).toBeGreaterThan(0.65);
    expect(small).toBeLessThan(1);
    const large = pinched({ ...REST, scale: 4 }, 3, REST, REST, ground).scale;
    expect(large).toBeGreaterThan(4);
    expect(large).toBeLessThan(5.7);
  });
  it("comes back to whole and to the middle when it was pinched smaller", () => {
    expect(settled({ ...REST, scale: 0.7, x: 50, y: 9 }, ground)).toEqual(REST);
  });
  it("comes back to the greatest scale about the fingers, inside the bounds", () => {
    const pose = settled({ ...REST, scale: 5, x: 5000, y: 0 }, ground, { x: 100, y: 0 });
    expect(pose.scale).toBe(4);
    expect(pose.x).toBe((800 * 4 - 1000) / 2);
  });
});

describe("a double tap", () => {
  it("goes close to the touched place and back to whole", () => {
    const at = { x: 100, y: 50 };
    const pose = doubleTapped(REST, at, ground);
    expect(pose.scale).toBe(2.2);
    expect(under(pose, at).x).toBeCloseTo(100);
    expect(doubleTapped(pose, at, ground)).toEqual(REST);
  });
  it("does nothing where there is nothing to see closer", () => {
    expect(doubleTapped(REST, { x: 100, y: 50 }, { ...ground, most: 1 })).toEqual(REST);
  });
  it("leaves no gap when the corner is touched", () => {
    const pose = doubleTapped(REST, { x: -400, y: -300 }, ground);
    expect(pose.x).toBeLessThanOrEqual((800 * 2.2 - 1000) / 2);
    expect(pose.y).toBeLessThanOrEqual((600 * 2.2 - 600) / 2);
  });
});

describe("the zoom keys", () => {
  it("go in steps between whole and the greatest scale", () => {
    const once = stepped(REST, 1.5, ground);
    expect(once.scale).toBeCloseTo(1.5);
    expect(stepped(once, 1 / 1.5, ground)).toEqual(REST);
    expect(stepped({ ...REST, scale: 3.5 }, 1.5, ground).scale).toBe(4);
  });
});
