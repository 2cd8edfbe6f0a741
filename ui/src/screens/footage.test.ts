// What is looked at of a film, and what is still missing after a visitor came or a machine was too slow.
import { describe, expect, test } from "vitest";
import { film } from "../messages/sample";
import { Footage, isUnseen, stretchesOf } from "./footage";

const PERIOD = 0.04;
const picture = (at: number) => ({ at, pixels: new Uint8ClampedArray() });
/** Pictures from one time to before another, but not those that `without` names by their number. */
const roll = (footage: Footage, from: number, to: number, without: readonly number[] = []) => {
  for (let number = Math.round(from / PERIOD); number * PERIOD < to; number++)
    if (!without.includes(number)) footage.add(picture(number * PERIOD));
};

test("a short film is looked at whole, of a long one what can be shown", () => {
  expect(stretchesOf(4, 45)).toEqual([{ from: 0, to: 4 }]);
  expect(stretchesOf(100, 45)).toEqual([{ from: 0, to: 57 }]);
  expect(stretchesOf(1000, 45)).toEqual([
    { from: 0, to: 45 },
    { from: 120, to: 165 },
  ]);
  expect(stretchesOf(48, 45)).toEqual([{ from: 0, to: 48 }]);
  for (const unsaid of [0, NaN, Infinity]) expect(stretchesOf(unsaid, 45)).toEqual([{ from: 0, to: 45 }]);
  const most = stretchesOf(9000, 600).reduce((sum, { from, to }) => sum + to - from, 0);
  expect(most).toBeLessThanOrEqual(300);
});

describe("footage", () => {
  test("is complete although a film begins a little late and ends a little early", () => {
    const footage = new Footage([{ from: 0, to: 4 }]);
    expect(footage.missing()).toEqual([{ from: 0, to: 4 }]);
    roll(footage, 0.08, 3.9);
    expect(footage.missing()).toEqual([]);
    expect(footage.looked()).toEqual([{ from: 0, to: 4 }]);
  });

  test("says what a visitor interrupted, and goes on there", () => {
    const footage = new Footage([
      { from: 0, to: 4 },
      { from: 20, to: 24 },
    ]);
    roll(footage, 0, 2);
    const [rest, other] = footage.missing();
    expect(rest?.from).toBeCloseTo(1.96 - 0.4);
    expect(rest?.to).toBe(4);
    expect(other).toEqual({ from: 20, to: 24 });
    expect(footage.looked()).toEqual([{ from: 0, to: 1.96 }]);
    roll(footage, 1.5, 4);
    roll(footage, 20, 24);
    expect(footage.missing()).toEqual([]);
  });

  test("a picture left out is looked for, with what lies around it", () => {
    const footage = new Footage([{ from: 0, to: 4 }]);
    roll(footage, 0, 4, [50, 52, 90]);
    const holes = footage.missing();
    expect(holes.map(({ from }) => from)).toEqual([expect.closeTo(1.96 - 0.4), expect.closeTo(3.56 - 0.4)]);
    roll(footage, 1.5, 2.5);
    expect(footage.missing()).toHaveLength(1);
    // The same picture again is no second one.
    const before = footage.frames({ from: 0, to: 4 }).length;
    roll(footage, 3, 4, [90]);
    expect(footage.frames({ from: 0, to: 4 })).toHaveLength(before);
    // The engine left nothing out, so the film itself has none there.
    footage.vouch(3.1, 3.9);
    expect(footage.missing(), "not believed yet").toHaveLength(1);
    footage.vouch(3.2, 3.9);
    expect(footage.missing()).toEqual([]);
  });

  test("a film that ends before it says is complete once the engine says so", () => {
    const footage = new Footage([{ from: 0, to: 9 }]);
    roll(footage, 0, 4);
    expect(footage.missing()).toHaveLength(1);
    footage.vouch(3.9, Infinity);
    footage.vouch(3.5, Infinity);
    expect(footage.missing()).toEqual([]);
  });
});

describe("a film", () => {
  const seen = (looked: [number, number], certain = true, seconds: number[] = []) => ({
    ...film("a"),
    flashes: { seconds, looked: [{ from: looked[0], to: looked[1] }], certain },
  });

  test("is looked at once, when its poster is there", () => {
    expect(isUnseen({ ...film("a"), flashes: null }, 45)).toBe(true);
    expect(isUnseen({ ...film("a", "pending"), flashes: null }, 45)).toBe(false);
    expect(isUnseen(seen([0, 10]), 45)).toBe(false);
  });

  test("is looked at again where pictures were missed or more of it is shown now", () => {
    expect(isUnseen(seen([0, 10], false), 45)).toBe(true);
    expect(isUnseen(seen([0, 5]), 45)).toBe(true);
    expect(isUnseen(seen([0, 6]), 5)).toBe(false);
    expect(isUnseen(seen([0, 5], false, [3]), 45)).toBe(false);
    expect(isUnseen({ ...seen([0, 5]), seconds: 0 }, 45), "it was over then").toBe(false);
  });
});
