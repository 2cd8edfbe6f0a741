// Pressing, with events made by hand: what fires, what cancels, and what must never reach through.
import { beforeEach, expect, test, vi } from "vitest";
import { press } from "./press";
import { event, Target } from "./target.sample";

const act = vi.fn();
let target: Target;
beforeEach(() => {
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("getComputedStyle", () => ({ fontSize: "10px" }));
  act.mockReset();
  target = new Target();
  press(act)(target as unknown as HTMLElement);
});
const send = (...events: Event[]) => events.forEach((one) => target.dispatchEvent(one));

test("fires on release, shows itself pressed until then, and the click that follows changes nothing", () => {
  send(event("pointerdown"));
  expect(target.dataset["pressed"]).toBe("");
  expect(act).not.toHaveBeenCalled();
  send(event("pointerup"), event("click"));
  expect(act).toHaveBeenCalledTimes(1);
  expect(target.dataset["pressed"]).toBeUndefined();
});

test("sliding off cancels, also when the finger comes back; a slip of a few pixels does not", () => {
  send(event("pointerdown"), event("pointermove", { clientY: 80 }), event("pointermove"), event("pointerup"));
  expect(act).not.toHaveBeenCalled();
  send(event("pointerdown"), event("pointermove", { clientX: 70, clientY: 55 }), event("pointerup"));
  expect(act).toHaveBeenCalledTimes(1);
});

test("a long way across is a swipe and no press", () => {
  send(event("pointerdown", { clientX: 5 }), event("pointermove", { clientX: 90 }), event("pointerup"));
  expect(act).not.toHaveBeenCalled();
});

test("a second finger, another button and a cancelled touch press nothing", () => {
  send(event("pointerdown", { isPrimary: false }), event("pointerup"));
  send(event("pointerdown", { button: 2 }), event("pointerup"));
  send(event("pointerdown"), event("pointercancel"), event("pointerup"));
  expect(act).not.toHaveBeenCalled();
});

test("a click left over from a touch on what lay above does not reach through", () => {
  send(event("click"));
  expect(act).not.toHaveBeenCalled();
});

test("keyboard and assistive tools press by a click without a pointer", () => {
  send(event("click", { detail: 0 }));
  expect(act).toHaveBeenCalledTimes(1);
});

test("of two targets in each other only the inner one is pressed", () => {
  const outer = new Target();
  const other = vi.fn();
  press(other)(outer as unknown as HTMLElement);
  for (const type of ["pointerdown", "pointerup"]) {
    const one = event(type);
    target.dispatchEvent(one);
    outer.dispatchEvent(one);
  }
  expect(act).toHaveBeenCalledTimes(1);
  expect(other).not.toHaveBeenCalled();
});
