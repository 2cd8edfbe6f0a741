// Nothing of a long document may be out of reach.
import { describe, expect, it } from "vitest";
import { around, gridFor, keysFor, leafWith, leavesOf } from "./leaves";

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
    expect(keysFor(0, 101, 5)).toEqual([0, 1, 50, 75, 100]);
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

describe("the grid of a leaf", () => {
  it("holds a booklet of thirty pages at once on a wide glass", () => {
    const grid = gridFor(210 / 297, { width: 179, height: 78 }, 400);
    expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(27);
    expect(grid.width / grid.height).toBeCloseTo(210 / 297);
  });
  it("fits its room in both directions", () => {
    for (const aspect of [0.5, 1, 1.5, 3]) {
      const { columns, rows, width, height } = gridFor(aspect, { width: 98, height: 130 }, 400);
      expect(columns * (width + 2.4) - 2.4).toBeLessThanOrEqual(98);
      expect(rows * (height + 4)).toBeLessThanOrEqual(130);
    }
  });
  it("lets nothing stick out of a low room, whatever the height of the line below", () => {
    for (const aspect of [0.5, 1, 1.5])
      for (const height of [14, 18, 25])
        for (const number of [4, 7.4]) {
          const grid = gridFor(aspect, { width: 179, height }, 60, number);
          expect(grid.rows * (grid.height + number)).toBeLessThanOrEqual(height + 0.02);
        }
  });
  it("never is empty", () => {
    expect(gridFor(1, { width: 1, height: 1 }, 9)).toMatchObject({ columns: 1, rows: 1 });
  });
  it("shows few things larger, and still all of them", () => {
    const few = gridFor(1.5, { width: 179, height: 78 }, 9);
    expect(few.columns * few.rows).toBeGreaterThanOrEqual(9);
    expect(few.width).toBeGreaterThan(30);
    expect(few.rows * (few.height + 4)).toBeLessThanOrEqual(78);
  });
});
