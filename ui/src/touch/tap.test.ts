// One touch must never be lost, and never wait where a second one has no meaning.
import { describe, expect, it } from "vitest";
import { Taps } from "./tap";

const here = { x: 10, y: 10 };

describe("taps", () => {
  it("answer at once where nothing can be zoomed", () => {
    expect(new Taps().lifted(here, 0, false)).toEqual([{ kind: "single", at: here }]);
  });
  it("wait for a second touch where it has a meaning", () => {
    const taps = new Taps();
    expect(taps.lifted(here, 0, true)).toEqual([]);
    expect(taps.due(300)).toEqual([]);
    expect(taps.waiting).toBe(true);
    expect(taps.due(301)).toEqual([{ kind: "single", at: here }]);
    expect(taps.due(900)).toEqual([]);
  });
  it("become a double tap within 300 ms and half a fingertip", () => {
    const taps = new Taps();
    taps.lifted(here, 0, true);
    expect(taps.lifted({ x: 40, y: 10 }, 300, true)).toEqual([{ kind: "double", at: { x: 40, y: 10 } }]);
    expect(taps.waiting).toBe(false);
  });
  it("stay two single taps when they are far apart", () => {
    const taps = new Taps();
    taps.lifted(here, 0, true);
    expect(taps.lifted({ x: 400, y: 10 }, 100, true)).toEqual([{ kind: "single", at: here }]);
    expect(taps.due(401)).toEqual([{ kind: "single", at: { x: 400, y: 10 } }]);
  });
  it("stay two single taps when they are slow", () => {
    const taps = new Taps();
    taps.lifted(here, 0, true);
    expect(taps.lifted(here, 320, true)).toEqual([{ kind: "single", at: here }]);
  });
  it("count a triple touch as a double and a new first", () => {
    const taps = new Taps();
    taps.lifted(here, 0, true);
    taps.lifted(here, 100, true);
    expect(taps.lifted(here, 200, true)).toEqual([]);
    expect(taps.waiting).toBe(true);
  });
  it("are forgotten when the hand goes on to drag", () => {
    const taps = new Taps();
    taps.lifted(here, 0, true);
    taps.forget();
    expect(taps.due(900)).toEqual([]);
  });
});
