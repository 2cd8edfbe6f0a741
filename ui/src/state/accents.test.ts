// The colour of a stand stays legible whatever the exhibitor chose.
import { expect, test } from "vitest";
import { stand } from "../messages/sample";
import { accentOf } from "./accents";

test("fifteen stands have fifteen hues, and neighbours are far apart", () => {
  const hues = Array.from({ length: 15 }, (_, index) => accentOf(stand(index + 1)).hue);
  expect(new Set(hues).size).toBe(15);
  hues.slice(1).forEach((hue, index) => {
    const apart = Math.abs(hue - (hues[index] ?? 0));
    expect(Math.min(apart, 360 - apart)).toBeGreaterThanOrEqual(48);
  });
});

test("a stand over fifteen and one without a number have a colour too", () => {
  expect(accentOf(stand(16)).hue).toBe(accentOf(stand(1)).hue);
  expect(accentOf(stand(1, { number: null })).chroma).toBeGreaterThan(0);
});

test("an exhibitor's colour keeps its hue and gives up what would not be legible", () => {
  const yellow = accentOf(stand(1, { colour: "#ffe600" }));
  expect(yellow.hue).toBeGreaterThan(95);
  expect(yellow.hue).toBeLessThan(115);
  expect(yellow.chroma).toBeLessThanOrEqual(0.125);
  const red = accentOf(stand(2, { colour: "#d00000" }));
  expect(red.hue).toBeGreaterThan(20);
  expect(red.hue).toBeLessThan(35);
});

test("grey stays grey and nonsense is the dealt colour", () => {
  expect(accentOf(stand(1, { colour: "#808080" })).chroma).toBeLessThan(0.001);
  expect(accentOf(stand(4, { colour: "red" }))).toEqual(accentOf(stand(4)));
});
