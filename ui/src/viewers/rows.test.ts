// Every photo is on the table once, and an upright one is as high as its neighbours.
import { describe, expect, it } from "vitest";
import { rowsFor, widthIn } from "./rows";

const room = { width: 179, height: 78 };
const mixed = (count: number) =>
  Array.from({ length: count }, (_, at) => (at % 3 === 0 ? 2 / 3 : at % 7 === 0 ? 4 : 1.5));

describe("photos on a leaf", () => {
  it("are all there once, in order, and fit the room", () => {
    for (const count of [1, 2, 5, 9, 24, 60, 300]) {
      const aspects = mixed(count);
      const { height, leaves } = rowsFor(aspects, room);
      expect(leaves.flat(2)).toEqual(aspects.map((_, at) => at));
      for (const leaf of leaves) {
        expect(leaf.length * (height + 4)).toBeLessThanOrEqual(room.height + 0.01);
        for (const row of leaf) {
          const widths = row.map((at) => widthIn(aspects[at] ?? 1, height, room.width));
          expect(widths.reduce((sum, width) => sum + width, 2.4 * (row.length - 1))).toBeLessThanOrEqual(
            room.width + 0.1,
          );
        }
      }
    }
  });
  it("are as large as the leaf allows, and never too small to be told apart", () => {
    expect(rowsFor(mixed(4), room).height).toBeGreaterThan(30);
    expect(rowsFor(mixed(9), room).height).toBeGreaterThan(24);
    const many = rowsFor(mixed(300), room);
    expect(many.height).toBe(17);
    expect(many.leaves.length).toBeGreaterThan(1);
  });
  it("never are none for a room that is too small", () => {
    expect(rowsFor([1.5, 0.7], { width: 1, height: 1 }).leaves.flat(2)).toEqual([0, 1]);
    expect(rowsFor([], room).leaves.flat(2)).toEqual([]);
  });
});
