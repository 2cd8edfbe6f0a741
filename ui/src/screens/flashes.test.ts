// Which films flash so that they may harm, on pictures made here: fast and slow, large and small, bright, dark and red.
import { describe, expect, test } from "vitest";
import { encore, Eye, GRID, periodOf, type Frame } from "./flashes";

type Colour = readonly [number, number, number];
const grey = (level: number): Colour => [level, level, level];
const [BLACK, WHITE] = [grey(0), grey(255)];
const CELLS = GRID.width * GRID.height;

/** A film whose cells have the colour that `paint` says, at a time in seconds. */
function film(seconds: number, paint: (at: number, cell: number) => Colour, rate = 30): Frame[] {
  return Array.from({ length: Math.round(seconds * rate) }, (_, number) => {
    const pixels = new Uint8ClampedArray(CELLS * 4);
    for (let cell = 0; cell < CELLS; cell++) pixels.set([...paint(number / rate, cell), 255], cell * 4);
    return { at: number / rate, pixels };
  });
}

/** Where it flashes, with or without the seam of a loop. */
function flashesIn(frames: readonly Frame[], seam: boolean): number[] {
  const eye = new Eye();
  for (const frame of seam ? [...frames, ...encore(frames)] : frames) eye.see(frame);
  return eye.seconds((frames.at(-1)?.at ?? 0) + 0.001);
}

/** By turns one colour and the other, so many times a second each. */
const blink = (hertz: number, one: Colour, other: Colour) => (at: number) =>
  Math.floor(at * hertz * 2 + 1e-9) % 2 === 0 ? one : other;

describe("how often", () => {
  test("four flashes a second and more harm, three do not", () => {
    for (const hertz of [4, 5, 7.5, 15]) {
      expect(flashesIn(film(3, blink(hertz, BLACK, WHITE)), false)[0], `${hertz} Hz`).toBeLessThan(0.5);
    }
    for (const hertz of [0.5, 2, 3]) expect(flashesIn(film(4, blink(hertz, BLACK, WHITE)), false)).toEqual([]);
  });

  test("three flashes and then rest do not harm", () => {
    const paint = (at: number) => (at % 2 < 0.6 ? blink(5, BLACK, WHITE)(at) : BLACK);
    expect(flashesIn(film(6, paint), false)).toEqual([]);
  });

  test("every place is told once a second, and not what is calm in between", () => {
    const paint = (at: number) => ((at >= 2 && at < 4.5) || at >= 8 ? blink(5, BLACK, WHITE)(at) : BLACK);
    const found = flashesIn(film(9.2, paint), false);
    expect(found.map(Math.round)).toEqual([2, 3, 8]);
  });

  test("flashes that swell and fade count like sudden ones", () => {
    const paint = (at: number) => grey(127 + 127 * Math.sin(at * 5 * 2 * Math.PI));
    expect(flashesIn(film(3, paint, 50), false)).not.toEqual([]);
  });

  test("a fade, a cut and a moving edge do not harm", () => {
    expect(
      flashesIn(
        film(3, (at) => grey(Math.round(85 * at))),
        false,
      ),
    ).toEqual([]);
    expect(flashesIn(film(3, blink(1.5, grey(60), grey(200))), false)).toEqual([]);
    const edge = (at: number, cell: number) => (cell % GRID.width < at * 10 ? WHITE : BLACK);
    expect(flashesIn(film(3, edge), false)).toEqual([]);
  });
});

describe("how much of the picture", () => {
  const part = (share: number) => (at: number, cell: number) =>
    cell < CELLS * share ? blink(5, BLACK, WHITE)(at) : BLACK;

  test("less than a quarter passes", () => {
    expect(flashesIn(film(3, part(0.24)), false)).toEqual([]);
    expect(flashesIn(film(3, part(0.26)), false)).not.toEqual([]);
  });

  test("cells that change one after the other are no flash, halves by turns are", () => {
    const oneByOne = (at: number, cell: number) => blink(1, BLACK, WHITE)(at + cell / CELLS);
    expect(flashesIn(film(4, oneByOne, 50), false)).toEqual([]);
    const byTurns = (at: number, cell: number) => blink(5, BLACK, WHITE)(at + (cell % 2) / 10);
    expect(flashesIn(film(3, byTurns), false)).not.toEqual([]);
  });
});

describe("how bright", () => {
  test("what changes by less than a tenth passes, in the dark and in the light", () => {
    expect(flashesIn(film(3, blink(5, BLACK, grey(80))), false), "0.08 of full light").toEqual([]);
    expect(flashesIn(film(3, blink(5, BLACK, grey(96))), false), "0.12").not.toEqual([]);
    expect(flashesIn(film(3, blink(5, grey(200), grey(210))), false)).toEqual([]);
  });

  test("between very bright pictures nothing harms", () => {
    expect(flashesIn(film(3, blink(5, grey(233), WHITE)), false), "darker 0.81").toEqual([]);
    expect(flashesIn(film(3, blink(5, grey(228), WHITE)), false), "darker 0.78").not.toEqual([]);
  });
});

describe("red", () => {
  // Each as bright as the grey it changes with, so that only the colour flashes.
  const [RED, ITS_GREY]: [Colour, Colour] = [[255, 0, 0], grey(127)];
  const [PINK, ITS_LIGHTER_GREY]: [Colour, Colour] = [[255, 128, 128], grey(166)];

  test("saturated red flashes without any change of light", () => {
    expect(flashesIn(film(3, blink(5, RED, ITS_GREY)), false)).not.toEqual([]);
    expect(flashesIn(film(3, blink(2, RED, ITS_GREY)), false)).toEqual([]);
  });

  test("pale and dark reds pass", () => {
    expect(flashesIn(film(3, blink(5, PINK, ITS_LIGHTER_GREY)), false)).toEqual([]);
    expect(flashesIn(film(3, blink(5, [60, 0, 0], BLACK)), false), "15 of 320").toEqual([]);
    expect(flashesIn(film(3, blink(5, [80, 0, 0], BLACK)), false), "26 of 320").not.toEqual([]);
  });
});

describe("the seam of a loop", () => {
  const ends = (at: number) => (at < 0.4 || at >= 3.6 ? blink(7.5, WHITE, BLACK)(at) : BLACK);

  test("a film that flashes where its end meets its beginning", () => {
    const frames = film(4, ends);
    expect(flashesIn(frames, false)).toEqual([]);
    const found = flashesIn(frames, true);
    expect(found).toHaveLength(1);
    expect(found[0]).toBeGreaterThanOrEqual(3.5);
  });

  test("is not where it has none, and is not told twice", () => {
    expect(
      flashesIn(
        film(4, () => grey(90)),
        true,
      ),
    ).toEqual([]);
    const opening = (at: number) => (at < 1 ? blink(5, WHITE, BLACK)(at) : BLACK);
    expect(flashesIn(film(4, opening), true).map(Math.round)).toEqual([0]);
  });

  test("a film of one picture and of none is calm", () => {
    expect(flashesIn(film(1 / 30, blink(5, BLACK, WHITE)), true)).toEqual([]);
    expect(flashesIn([], true)).toEqual([]);
  });
});

test("the usual time between pictures is known although some are missing", () => {
  expect(periodOf([0, 0.04, 0.12, 0.16, 0.28, 0.32])).toBeCloseTo(0.04);
  expect(periodOf([1])).toBe(0);
});
