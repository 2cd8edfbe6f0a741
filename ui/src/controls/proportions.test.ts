// Objects keep their shape, share their shelf, and page when they must.
import { expect, test } from "vitest";
import { cell, framed, grid, leaves, pair, row, sheet, within } from "./proportions";

test("nothing is ever distorted", () => {
  const shape = { width: 420, height: 595 };
  const size = within(shape, { width: 10, height: 100 });
  expect(size.width).toBe(10);
  expect(size.width / size.height).toBeCloseTo(420 / 595);
  const frame = framed({ width: 16, height: 9 }, 0.5, { width: 17, height: 100 });
  expect((frame.width - 1) / (frame.height - 1)).toBeCloseTo(16 / 9);
});

test("neighbours keep a softened relation: the tallest fills the shelf, a leaflet is smaller but no stamp", () => {
  const [a4, a5, tiny] = row(
    [
      { width: 595, height: 842 },
      { width: 420, height: 595 },
      { width: 60, height: 85 },
    ],
    25,
    22,
  );
  expect(a4?.height).toBeCloseTo(25);
  expect(a5?.height).toBeGreaterThan(25 * 0.7);
  expect(a5?.height).toBeLessThan(25 * 0.82);
  expect(tiny?.height).toBeGreaterThan(8);
});

test("two objects share a width: the second gives way first, then both, and never more than there is", () => {
  const cover = { width: 10, height: 14 };
  const film = { width: 20, height: 11 };
  expect(pair(cover, film, 40, 1)).toEqual([cover, film]);
  const [kept, smaller] = pair(cover, film, 27, 1);
  expect(kept).toEqual(cover);
  expect(smaller.width).toBeCloseTo(16);
  const [first, second] = pair(cover, film, 15, 1);
  expect(first.width).toBeLessThan(10);
  expect(first.width + 1 + second.width).toBeLessThanOrEqual(15.0001);
});

test("things on two shelves divide evenly: four hang as two and two, not as three and a straggler", () => {
  expect(leaves([20, 20, 20, 20], 2, 70, 11, 2)).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(leaves([20, 20, 20], 2, 70, 11, 2)).toEqual([[0, 1, 2]]);
});

test("a shelf holds what fits; when more is there, every leaf leaves room for the key", () => {
  expect(leaves([20, 20, 20], 2, 64, 11)).toEqual([[0, 1, 2]]);
  expect(leaves([20, 20, 20], 2, 63, 11)).toEqual([[0, 1], [2]]);
  expect(leaves([20, 20, 20], 2, 42, 11, 2)).toEqual([[0, 1], [2]]);
  expect(leaves([], 2, 63, 11)).toEqual([[]]);
  expect(leaves([90, 90], 2, 63, 11)).toEqual([[0], [1]]);
});

test("a contact sheet with its cells is exactly as large as its frame says", () => {
  for (const photos of [2, 3, 6, 8, 30]) {
    const box = { width: 40, height: 20 };
    const whole = sheet(photos, cell(photos, box));
    expect(whole.width).toBeLessThanOrEqual(40.0001);
    expect(whole.height).toBeLessThanOrEqual(20.0001);
    const { columns, rows } = grid(photos);
    expect(columns * rows).toBeLessThanOrEqual(Math.min(12, photos));
    // The same cells come out when the sheet's own size is given, which is how it is drawn.
    expect(cell(photos, whole).width).toBeCloseTo(cell(photos, box).width);
  }
});
