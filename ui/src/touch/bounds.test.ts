// A sheet must never leave its frame, and must resist politely when pulled.
import { describe, expect, it } from "vitest";
import { bounded, reach, rubber } from "./bounds";

const frame = { width: 1000, height: 600 };

describe("bounds", () => {
  it("give no room to a sheet that is wholly in view", () => {
    expect(reach({ width: 800, height: 600 }, frame, 1)).toEqual({ x: 0, y: 0 });
  });
  it("give half of what hangs over, each way", () => {
    expect(reach({ width: 800, height: 600 }, frame, 2)).toEqual({ x: 300, y: 300 });
  });
  it("hold a place inside", () => {
    expect(bounded({ x: -500, y: 20 }, { x: 300, y: 300 })).toEqual({ x: -300, y: 20 });
  });
});

describe("the rubber band", () => {
  it("is not felt inside the bounds", () => {
    expect(rubber(120, 300, 200)).toBe(120);
    expect(rubber(-300, 300, 200)).toBe(-300);
  });
  it("follows less and less, both ways alike", () => {
    const first = rubber(350, 300, 200) - 300;
    const second = rubber(400, 300, 200) - rubber(350, 300, 200);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(50);
    expect(second).toBeLessThan(first);
    expect(rubber(-350, 300, 200)).toBeCloseTo(-rubber(350, 300, 200));
  });
  it("never gives more than it has", () => {
    expect(rubber(1e9, 300, 200)).toBeLessThanOrEqual(500);
  });
  it("does not give at all when there is nothing to give", () => {
    expect(rubber(900, 300, 0)).toBe(300);
  });
});
