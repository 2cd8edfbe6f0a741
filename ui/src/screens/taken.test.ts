// A row of the list is as high as its words need.
import { expect, test } from "vitest";
import { Comfort } from "../state/comfort.svelte";
import { rowHeight } from "./taken";

test("rows grow with the words, and a key of 20 mm always fits", () => {
  const comfort = new Comfort();
  const heights = (["normal", "large", "largest"] as const).map((size) => {
    comfort.size = size;
    return rowHeight(comfort);
  });
  expect(heights[0]).toBe(15.4);
  expect([...heights].sort((a, b) => a - b)).toEqual(heights);
  expect(heights[2]).toBeGreaterThanOrEqual(3 * comfort.body * 1.3);
});
