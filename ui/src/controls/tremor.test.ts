// A trembling hand: the second strike of the same key does not count, unless time has passed.
import { expect, test } from "vitest";
import { Tremor, TWICE_MS } from "./tremor";

test("the same key at once is one strike; another key, or the same one later, is another", () => {
  const tremor = new Tremor();
  expect(tremor.repeats("a", 0)).toBe(false);
  expect(tremor.repeats("a", TWICE_MS - 1)).toBe(true);
  // As long as it trembles on.
  expect(tremor.repeats("a", 2 * TWICE_MS - 2)).toBe(true);
  expect(tremor.repeats("b", 2 * TWICE_MS)).toBe(false);
  expect(tremor.repeats("a", 2 * TWICE_MS + 1)).toBe(false);
  expect(tremor.repeats("a", 3 * TWICE_MS + 1)).toBe(false);
});
