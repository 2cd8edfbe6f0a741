// Signs of life: often enough, with frames where there are any, and true about what is on the glass.

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ScreenBeat } from "../messages/messages";
import { Pulse } from "./pulse";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function scene(answers: () => Promise<void> = () => Promise.resolve()) {
  const told: ScreenBeat[] = [];
  const frames: (() => void)[] = [];
  const tell = (beat: ScreenBeat) => {
    told.push(beat);
    return answers();
  };
  const pulse = new Pulse(tell, 7, (act) => void frames.push(act));
  const draw = () => frames.splice(0).forEach((act) => act());
  return { told, pulse, draw };
}

test("a sign waits for its frame", () => {
  const { told, pulse, draw } = scene();
  const stop = pulse.start();
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([]);
  draw();
  expect(told).toEqual([{ page: 7, shows: false, still: false, item: null }]);
  stop();
  vi.advanceTimersByTime(60_000);
  draw();
  expect(told).toHaveLength(1);
});

test("what is shown is said at once and once, and every rest is said", () => {
  const { told, pulse, draw } = scene();
  pulse.show();
  pulse.show();
  draw();
  expect(told).toEqual([{ page: 7, shows: true, still: false, item: null }]);
  pulse.rest(true, "a");
  pulse.rest(false, null);
  draw();
  expect(told.slice(1)).toEqual([
    { page: 7, shows: true, still: true, item: "a" },
    { page: 7, shows: true, still: false, item: null },
  ]);
});

test("a stage that does not answer does no harm", async () => {
  const { told, pulse, draw } = scene(() => Promise.reject(new Error("gone")));
  pulse.rest(true, null);
  draw();
  await Promise.resolve();
  expect(told).toHaveLength(1);
});

test("a still is no moment for another page once somebody has come", () => {
  const { told, pulse, draw } = scene();
  let alone = true;
  pulse.rest(true, "a", () => alone);
  alone = false;
  draw();
  expect(told).toEqual([]);
});

test("where nobody takes frames the page lives all the same", () => {
  const told: ScreenBeat[] = [];
  vi.stubGlobal("requestAnimationFrame", () => 1);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  const pulse = new Pulse((beat) => (told.push(beat), Promise.resolve()), 7);
  pulse.rest(false, null);
  vi.advanceTimersByTime(1_900);
  expect(told).toHaveLength(0);
  vi.advanceTimersByTime(200);
  expect(told).toHaveLength(1);
  vi.unstubAllGlobals();
});
