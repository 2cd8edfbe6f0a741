// The wheel must turn once per push, however long a trackpad runs on.
import { describe, expect, it } from "vitest";
import { meaningOfKey } from "./keys";
import { Wheel } from "./wheel";

const push = { dx: 0, dy: 0, pinch: false, time: 0 };

describe("the wheel", () => {
  it("turns once per push", () => {
    const wheel = new Wheel();
    expect(wheel.meaning({ ...push, dx: 30 }, false).kind).toBe("nothing");
    expect(wheel.meaning({ ...push, dx: 40, time: 16 }, false)).toEqual({ kind: "turn", side: 1 });
    for (let time = 32; time < 900; time += 16) {
      expect(wheel.meaning({ ...push, dx: 40, time }, false).kind).toBe("nothing");
    }
    expect(wheel.meaning({ ...push, dx: -80, time: 1200 }, false)).toEqual({ kind: "turn", side: -1 });
  });
  it("downwards goes on in the direction of reading", () => {
    expect(new Wheel().meaning({ ...push, dy: 100 }, false)).toEqual({ kind: "onward", step: 1 });
    expect(new Wheel().meaning({ ...push, dy: -100 }, false)).toEqual({ kind: "onward", step: -1 });
  });
  it("moves a zoomed sheet", () => {
    expect(new Wheel().meaning({ ...push, dx: 5, dy: 7 }, true)).toEqual({ kind: "move", dx: -5, dy: -7 });
  });
  it("pinched on a trackpad zooms", () => {
    const meaning = new Wheel().meaning({ ...push, dy: -240, pinch: true }, false);
    expect(meaning).toEqual({ kind: "zoom", factor: 2 });
  });
});

describe("the keyboard", () => {
  it("turns with the arrows, and moves with them while zoomed", () => {
    expect(meaningOfKey("ArrowRight", false)).toEqual({ kind: "turn", side: 1 });
    expect(meaningOfKey("ArrowRight", true)).toMatchObject({ kind: "move", dx: -120 });
  });
  it("has a key for each gesture and leaves the others alone", () => {
    expect(meaningOfKey("+", false)?.kind).toBe("zoom");
    expect(meaningOfKey("0", true)?.kind).toBe("whole");
    expect(meaningOfKey("End", false)).toEqual({ kind: "end", step: 1 });
    for (const key of ["Escape", "Tab", "Enter", " ", "a"]) expect(meaningOfKey(key, false)).toBeNull();
  });
});
