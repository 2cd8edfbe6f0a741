// Nothing of a long document may be out of reach.
import { describe, expect, it } from "vitest";
import { around, keysFor, leafWith, leavesOf } from "./leaves";

describe("leaves", () => {
  it("hold everything once", () => {
    expect(leavesOf(50, 24)).toEqual([
      { first: 1, last: 24 },
      { first: 25, last: 48 },
      { first: 49, last: 50 },
    ]);
    expect(leavesOf(0, 24)).toEqual([]);
  });
  it("are found by what lies on them", () => {
    expect(leafWith(24, 24)).toBe(0);
    expect(leafWith(25, 24)).toBe(1);
  });
});

describe("the keys of the leaves", () => {
  it("are all there while they fit", () => {
    expect(keysFor(1, 3, 9)).toEqual([0, 1, 2]);
  });
  it("never are more than fit, and always hold the first, the last, the open one and its neighbours", () => {
    for (const leaves of [10, 17, 60, 400]) {
      for (let open = 0; open < leaves; open += 1) {
        const keys = keysFor(open, leaves, 7);
        expect(keys.length).toBeLessThanOrEqual(7);
        expect(keys).toContain(0);
        expect(keys).toContain(open);
        expect(keys).toContain(leaves - 1);
        if (open > 1) expect(keys).toContain(open - 1);
      }
    }
  });
  it("fill the widest gaps first", () => {
    expect(keysFor(0, 101, 5)).toEqual([0, 1, 25, 50, 100]);
  });
});

describe("the window around the current photo", () => {
  it("stays full at both ends", () => {
    expect(around(0, 24, 7)).toEqual({ from: 0, to: 6 });
    expect(around(12, 24, 7)).toEqual({ from: 9, to: 15 });
    expect(around(23, 24, 7)).toEqual({ from: 17, to: 23 });
    expect(around(1, 3, 7)).toEqual({ from: 0, to: 2 });
  });
});
