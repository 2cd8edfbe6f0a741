// A key that is held: once on release, again and again while it stays, never after it has slid off.
import { beforeEach, expect, test, vi } from "vitest";
import { hold, HELD_MS, REPEAT_MS } from "./hold";
import { event, Target } from "./target.sample";

const act = vi.fn();
let target: Target;
let end: void | (() => void);
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("getComputedStyle", () => ({ fontSize: "10px" }));
  act.mockReset();
  target = new Target();
  end = hold(act)(target as unknown as HTMLElement);
});
const send = (...events: Event[]) => events.forEach((one) => target.dispatchEvent(one));

test("a short touch counts once, on release", () => {
  send(event("pointerdown"));
  vi.advanceTimersByTime(HELD_MS - 1);
  expect(act).not.toHaveBeenCalled();
  send(event("pointerup"));
  vi.advanceTimersByTime(10 * HELD_MS);
  expect(act).toHaveBeenCalledTimes(1);
});

test("a held key repeats, and its release adds nothing", () => {
  send(event("pointerdown"));
  vi.advanceTimersByTime(HELD_MS + 3 * REPEAT_MS);
  expect(act).toHaveBeenCalledTimes(4);
  send(event("pointerup"));
  vi.advanceTimersByTime(10 * HELD_MS);
  expect(act).toHaveBeenCalledTimes(4);
  send(event("pointerdown"), event("pointerup"));
  expect(act).toHaveBeenCalledTimes(5);
});

test("a key that must not repeat counts once, however long it is held", () => {
  end?.();
  hold(act, () => false)(target as unknown as HTMLElement);
  send(event("pointerdown"));
  vi.advanceTimersByTime(10 * HELD_MS);
  expect(act).not.toHaveBeenCalled();
  send(event("pointerup"));
  expect(act).toHaveBeenCalledTimes(1);
});

test("sliding off ends it, and so does the end of the keyboard", () => {
  send(event("pointerdown"));
  vi.advanceTimersByTime(HELD_MS);
  send(event("pointermove", { clientY: 300 }));
  vi.advanceTimersByTime(10 * HELD_MS);
  send(event("pointerup"));
  expect(act).toHaveBeenCalledTimes(1);
  send(event("pointerdown"));
  end?.();
  vi.advanceTimersByTime(10 * HELD_MS);
  expect(act).toHaveBeenCalledTimes(1);
});
