// Crops that keep what is marked, on lying and upright glasses.
import { expect, test } from "vitest";
import { cropTo } from "./crop";

const glass = { width: 1920, height: 1080 };
const marked = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

test("a face at the upper edge of an upright photo stays on the glass", () => {
  // Twice as high as the glass is: half of it is to be seen.
  const photo = { width: 1920, height: 2160 };
  expect(cropTo(marked(0.4, 0, 0.6, 0.2), photo, glass)).toEqual({ position: "50% 0%", origin: "50% 20%" });
});

test("what is marked comes over the words where there is enough around it", () => {
  const photo = { width: 1920, height: 2160 };
  expect(cropTo(marked(0.1, 0.55, 0.3, 0.65), photo, glass)).toEqual({ position: "50% 78%", origin: "20% 42%" });
});

test("what is as high as the glass is seen from head to foot", () => {
  // 1280 × 0.8 = 1024 of the 1080 that are to be seen, from 128 to 1152.
  const crop = cropTo(marked(0.3, 0.1, 0.7, 0.9), { width: 3000, height: 2000 }, glass);
  expect(crop.position).toBe("50% 50%");
  const higher = cropTo(marked(0.3, 0, 0.7, 0.78), { width: 3000, height: 2000 }, glass);
  expect(higher.position).toBe("50% 0%");
});

test("on an upright glass a wide photo is moved sideways", () => {
  const photo = { width: 4000, height: 1000 };
  const crop = cropTo(marked(0.8, 0.2, 1, 0.6), photo, { width: 1080, height: 1080 });
  expect(crop).toEqual({ position: "100% 50%", origin: "60% 40%" });
});

test("of a picture that fits exactly nothing is cut", () => {
  expect(cropTo(marked(0, 0, 0.1, 0.1), glass, glass).position).toBe("50% 50%");
});
