// A film must never stand still in silence: it moves, is tried again once, or says that it cannot be shown.
import { describe, expect, it } from "vitest";
import { clock, gain, Patience } from "./film";

describe("the clock", () => {
  it("reads as on a player", () => {
    expect([0, 9.9, 96, 3723, NaN, Infinity, -1].map(clock)).toEqual([
      "0:00",
      "0:09",
      "1:36",
      "1:02:03",
      "0:00",
      "0:00",
      "0:00",
    ]);
  });
});

describe("the volume", () => {
  it("is silent at 0, full at 8 and rises in between", () => {
    const steps = Array.from({ length: 9 }, (_, step) => gain(step));
    expect(steps[0]).toBe(0);
    expect(steps[8]).toBe(1);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
  });
});

describe("patience", () => {
  it("is endless while a film moves or need not move", () => {
    const patience = new Patience();
    for (let time = 0; time < 60_000; time += 250) expect(patience.look(time, time / 1000, true)).toBe("none");
    for (let time = 60_000; time < 120_000; time += 250) expect(patience.look(time, 60, false)).toBe("none");
  });
  it("tries again after three seconds of standing still, then gives up", () => {
    const patience = new Patience();
    patience.look(0, 5, true);
    expect(patience.look(2900, 5, true)).toBe("none");
    expect(patience.look(3000, 5, true)).toBe("retry");
    expect(patience.look(3250, 0, true)).toBe("none");
    expect(patience.look(6000, 0, true)).toBe("none");
    expect(patience.look(6250, 0, true)).toBe("give up");
  });
  it("counts from the moment it should move", () => {
    const patience = new Patience();
    patience.look(0, 5, true);
    patience.look(2000, 5, false);
    patience.look(9000, 5, true);
    expect(patience.look(11_000, 5, true)).toBe("none");
    expect(patience.look(12_000, 5, true)).toBe("retry");
  });
  it("has another try once the film got past the place where it stood", () => {
    const patience = new Patience();
    expect(patience.failed(0, 20)).toBe("retry");
    patience.look(100, 20, true);
    patience.look(2000, 21.5, true);
    expect(patience.failed(2100, 21.5)).toBe("retry");
    expect(patience.failed(2200, 21.5)).toBe("give up");
  });
  it("does not try a damaged place for ever", () => {
    const patience = new Patience();
    expect(patience.failed(0, 20)).toBe("retry");
    patience.look(100, 19, true);
    patience.look(200, 20.2, true);
    expect(patience.failed(300, 20.2)).toBe("give up");
  });
});
