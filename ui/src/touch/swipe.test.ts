// When a hand means "turn": these numbers decide whether reading feels right.
import { describe, expect, it } from "vitest";
import { axisOf, edgeTurnOnRelease, turnOnRelease } from "./swipe";

describe("the axis", () => {
  it("is open while a hand only trembles", () => {
    expect(axisOf({ x: 9, y: -9 })).toBeNull();
  });
  it("is decided at ten pixels by the longer way", () => {
    expect(axisOf({ x: -10, y: 3 })).toBe("x");
    expect(axisOf({ x: 3, y: 10 })).toBe("y");
  });
});

describe("letting go of a turn", () => {
  it("goes back when it was pulled a little and slowly", () => {
    expect(turnOnRelease(0.3, 0)).toBe(0);
  });
  it("finishes from a third of the way on", () => {
    expect(turnOnRelease(0.35, 0)).toBe(1);
    expect(turnOnRelease(-0.6, 0)).toBe(-1);
  });
  it("finishes a flick however short: half a pixel per millisecond", () => {
    expect(turnOnRelease(0.02, -0.5)).toBe(1);
    expect(turnOnRelease(-0.02, 0.5)).toBe(-1);
    expect(turnOnRelease(0.02, -0.49)).toBe(0);
  });
  it("is taken back by a flick the other way", () => {
    expect(turnOnRelease(0.8, 0.6)).toBe(0);
  });
  it("without any way is nothing", () => {
    expect(turnOnRelease(0, -3)).toBe(0);
  });
});

describe("letting go of a zoomed page beyond its edge", () => {
  it("turns only when it was pulled far or flicked", () => {
    expect(edgeTurnOnRelease(60, 0)).toBe(0);
    expect(edgeTurnOnRelease(96, 0)).toBe(1);
    expect(edgeTurnOnRelease(-20, 0.9)).toBe(-1);
    expect(edgeTurnOnRelease(120, 0.9)).toBe(0);
    expect(edgeTurnOnRelease(0, -5)).toBe(0);
  });
});
