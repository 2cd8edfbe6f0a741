// Which frame of a film becomes its poster, and how dark the veil over a picture must be.
import { expect, test } from "vitest";
import { moments, worthShowing } from "./poster";
import { LIGHTEST, veilFor } from "./veil";

const pixels = (light: (index: number) => number, count = 48 * 27): Uint8ClampedArray => {
  const data = new Uint8ClampedArray(count * 4);
  for (let index = 0; index < count; index++) data.fill(light(index), index * 4, index * 4 + 3);
  return data;
};

test("looks a tenth in but not before the first second, and never beyond the end", () => {
  expect(moments(120)[0]).toBe(12);
  expect(moments(4)[0]).toBe(1);
  for (const at of moments(0.5)) expect(at).toBeLessThanOrEqual(0.5);
  expect(moments(Number.NaN)).toEqual([1, 0]);
  expect(new Set(moments(1)).size).toBe(moments(1).length);
});

test("black leads, fades and flat colours are not worth showing", () => {
  expect(worthShowing(pixels(() => 3))).toBe(false);
  expect(worthShowing(pixels(() => 250))).toBe(false);
  expect(worthShowing(pixels((index) => (index % 2 === 0 ? 30 : 190)))).toBe(true);
  expect(worthShowing(new Uint8ClampedArray())).toBe(false);
});

test("the veil deepens under bright ground only, and there enough for 7:1", () => {
  expect(
    veilFor(
      pixels(() => 20),
      48,
      27,
    ),
  ).toEqual(LIGHTEST);
  const white = veilFor(
    pixels(() => 255),
    48,
    27,
  );
  // What is left of white under the veil, as relative luminance, against bone.
  const rest = 1 - white.foot;
  const luminance = ((rest + 0.055) / 1.055) ** 2.4;
  expect((0.88 + 0.05) / (luminance + 0.05)).toBeGreaterThan(7);
  const brightFoot = veilFor(
    pixels((index) => (index > 48 * 21 ? 250 : 10)),
    48,
    27,
  );
  expect(brightFoot.foot).toBeGreaterThan(LIGHTEST.foot);
  expect(brightFoot.head).toBe(LIGHTEST.head);
});
