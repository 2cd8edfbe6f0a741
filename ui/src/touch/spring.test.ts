// A spring must arrive in time, never swing past, and take over the finger's speed.
import { describe, expect, it } from "vitest";
import { atRest, motion, SETTLE_MS } from "./spring";

const still = { from: 0, to: 100, velocity: 0, settle: SETTLE_MS };

describe("a spring", () => {
  it("starts where it starts, with the speed it was given", () => {
    expect(motion({ ...still, velocity: 2 }, 0)).toEqual({ value: 0, velocity: 2 });
    const soon = motion({ ...still, velocity: 2 }, 1);
    expect(soon.value).toBeGreaterThan(1.9);
  });
  it("is within one per cent after its settling time", () => {
    expect(motion(still, SETTLE_MS).value).toBeGreaterThan(99);
  });
  it("never swings past its end when it starts at rest", () => {
    let last = 0;
    for (let t = 0; t < 1000; t += 8) {
      const { value } = motion(still, t);
      expect(value).toBeLessThanOrEqual(100);
      expect(value).toBeGreaterThanOrEqual(last);
      last = value;
    }
  });
  it("turns round when it is thrown the wrong way", () => {
    expect(motion({ ...still, velocity: -3 }, 20).value).toBeLessThan(0);
    expect(motion({ ...still, velocity: -3 }, 2000).value).toBeCloseTo(100);
  });
  it("gives as speed the slope of its way", () => {
    const before = motion(still, 99.99).value;
    const after = motion(still, 100.01).value;
    expect(motion(still, 100).velocity).toBeCloseTo((after - before) / 0.02, 4);
  });
  it("is at rest only when it is there and slow", () => {
    expect(atRest({ value: 99.9, velocity: 0 }, 100, 0.4)).toBe(true);
    expect(atRest({ value: 99.9, velocity: 1 }, 100, 0.4)).toBe(false);
    expect(atRest({ value: 98, velocity: 0 }, 100, 0.4)).toBe(false);
  });
});
