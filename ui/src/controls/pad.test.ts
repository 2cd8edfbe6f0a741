// On a pad every thing has its key, on glasses of every shape and with words of every size, and no key is too small.
import { expect, test } from "vitest";
import { PAD_GAP_REM, padFor } from "./pad";

const LYING = { width: 179.2, height: 28.4 };
const UPRIGHT = { width: 98.4, height: 50 };
const ONE_ROW = { width: 179.2, height: 18.5 };

test("fifteen stands and the key that opens are two rows of eight, upright four of four", () => {
  expect(padFor(15, LYING, 1)).toMatchObject({ columns: 8, rows: 2, span: 1, leaves: [{ from: 0, to: 15 }] });
  expect(padFor(15, UPRIGHT, 1)).toMatchObject({ columns: 4, rows: 4, span: 1, leaves: [{ from: 0, to: 15 }] });
});

test("with the largest words fifteen stands are eight and seven", () => {
  expect(padFor(15, ONE_ROW, 2.42).leaves).toEqual([
    { from: 0, to: 8 },
    { from: 8, to: 15 },
  ]);
});

test("every thing lies on one leaf, and with its turning key no leaf has more than the pad", () => {
  for (const room of [LYING, UPRIGHT, ONE_ROW, { width: 98.4, height: 11.2 }, { width: 60, height: 5 }])
    for (const growth of [1, 1.3, 2.42])
      for (let count = 0; count <= 60; count++) {
        const { columns, rows, span, leaves, key } = padFor(count, room, growth);
        const dealt = leaves.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at));
        expect(dealt).toEqual(Array.from({ length: count }, (_, at) => at));
        const turning = leaves.length > 1 ? 1 : 0;
        for (const { from, to } of leaves)
          expect(to - from + turning + span, `${count} in ${room.width} × ${room.height}`).toBeLessThanOrEqual(
            columns * rows,
          );
        expect(columns * (key.width + PAD_GAP_REM) - PAD_GAP_REM).toBeCloseTo(room.width);
      }
});

test("a key is a finger high wherever the room is", () => {
  for (const room of [LYING, UPRIGHT, ONE_ROW]) {
    const { key } = padFor(15, room, 1);
    expect(key.height).toBeGreaterThanOrEqual(11.2);
    expect(padFor(2, room, 1).rows).toBe(1);
    expect(key.width).toBeGreaterThanOrEqual(11.2);
  }
});
