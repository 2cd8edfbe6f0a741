// Three failures bar an item, and ten minutes later it is tried again.
import { expect, test } from "vitest";
import { Strikes } from "./strikes";

test("three failures within ten minutes bar an item until they are old", () => {
  const strikes = new Strikes();
  strikes.strike("a", 0);
  strikes.strike("a", 1_000);
  strikes.strike("b", 1_000);
  expect(strikes.bars("a", 2_000)).toBe(false);
  strikes.strike("a", 2_000);
  expect(strikes.bars("a", 2_000)).toBe(true);
  expect(strikes.bars("b", 2_000)).toBe(false);
  expect(strikes.bars("a", 599_999)).toBe(true);
  expect(strikes.bars("a", 600_000)).toBe(false);
  strikes.strike("a", 700_000);
  expect(strikes.bars("a", 700_000)).toBe(false);
});
