// Signs of life: often enough, only from frames that are drawn, and true about what is on the glass.

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

test("a page that draws nothing gives no sign", () => {
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
