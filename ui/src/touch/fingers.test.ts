// Fingers on an engine that tells of touches alone, with a page made by hand.
import { beforeEach, expect, test } from "vitest";
import { fingers } from "./fingers";

class Node extends EventTarget {
  isConnected = true;
  parentNode: Node | null = null;
}
class Element extends Node {
  setPointerCapture(_id: number) {
    throw new Error("the engine knows no such pointer");
  }
  releasePointerCapture(_id: number) {}
  hasPointerCapture(_id: number) {
    return false;
  }
}
class MouseEvent extends Event {
  detail = 1;
}
class PointerEvent extends MouseEvent {
  pointerId: number;
  pointerType: string;
  isPrimary: boolean;
  clientX: number;
  constructor(type: string, init: PointerEventInit) {
    super(type, init);
    this.pointerId = init.pointerId ?? 0;
    this.pointerType = init.pointerType ?? "";
    this.isPrimary = init.isPrimary ?? false;
    this.clientX = init.clientX ?? 0;
  }
}

let page: EventTarget;
let root: Element;
let target: Element;
let heard: string[];
let stop: () => void;

beforeEach(() => {
  root = new Element();
  target = new Element();
  target.parentNode = root;
  page = Object.assign(new EventTarget(), {
    Node,
    Element: class extends Element {},
    MouseEvent,
    PointerEvent,
    performance: { now: () => 1000 },
    document: { documentElement: root },
  });
  // One prototype for the page's elements and ours.
  Object.defineProperty(page, "Element", { value: Element });
  stop = fingers(page as unknown as Window & typeof globalThis);
  heard = [];
  for (const one of [target, root])
    for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel", "lostpointercapture"])
      one.addEventListener(type, (event) => {
        const { pointerId, isPrimary, clientX } = event as unknown as PointerEvent;
        heard.push(`${one === root ? "root " : ""}${type} ${pointerId % 1000} ${isPrimary ? "first " : ""}${clientX}`);
      });
  return () => stop();
});

const touch = (type: string, ...changed: [finger: number, x: number][]) => {
  const event = Object.assign(new Event(type, { cancelable: true }), {
    changedTouches: changed.map(([identifier, clientX]) => ({ identifier, clientX, clientY: 0, target })),
  });
  // As the engine does: the window hears of a finger that comes down first, then the element.
  if (type === "touchstart") page.dispatchEvent(event);
  else target.dispatchEvent(event);
  return event;
};
const trusted = (event: Event) => Object.defineProperty(event, "isTrusted", { value: true });

test("two fingers are two pointers, only the first of them primary, and the touch is answered", () => {
  const began = touch("touchstart", [3, 10]);
  touch("touchstart", [4, 90]);
  touch("touchmove", [3, 5], [4, 95]);
  touch("touchend", [3, 5]);
  touch("touchcancel", [4, 95]);
  expect(began.defaultPrevented).toBe(true);
  expect(heard).toEqual([
    "pointerdown 3 first 10",
    "pointerdown 4 90",
    "pointermove 3 first 5",
    "pointermove 4 95",
    "pointerup 3 first 5",
    "pointercancel 4 95",
  ]);
});

test("an element that captures a finger has all of it, and is told when it is over", () => {
  const other = new Element();
  const told: string[] = [];
  for (const type of ["pointermove", "pointerup", "lostpointercapture"])
    other.addEventListener(type, () => told.push(type));
  target.addEventListener("pointerdown", (event) => {
    const { pointerId } = event as unknown as PointerEvent;
    other.setPointerCapture(pointerId);
    expect(other.hasPointerCapture(pointerId)).toBe(true);
  });
  touch("touchstart", [1, 10]);
  touch("touchmove", [1, 20]);
  touch("touchend", [1, 20]);
  expect(told).toEqual(["pointermove", "pointerup", "lostpointercapture"]);
});

test("a finger whose element has left the page is heard of by what that lay in", () => {
  touch("touchstart", [1, 10]);
  target.isConnected = false;
  touch("touchmove", [1, 15]);
  touch("touchend", [1, 20]);
  expect(heard).toEqual(["pointerdown 1 first 10", "root pointermove 1 first 15", "root pointerup 1 first 20"]);
});

test("the mouse that the engine makes of a finger is not heard, a keyboard's click is", () => {
  const sees = (type: string, detail: number) => {
    const event = trusted(Object.assign(new MouseEvent(type, { cancelable: true }), { detail }));
    let seen = false;
    page.addEventListener(type, () => (seen = true), { once: true });
    page.dispatchEvent(event);
    return seen;
  };
  expect(sees("mousedown", 1)).toBe(true);
  touch("touchstart", [1, 10]);
  expect(sees("mousedown", 1)).toBe(false);
  expect(sees("wheel", 0)).toBe(false);
  expect(sees("click", 0)).toBe(true);
});

test("an engine that makes pointers of fingers itself is left alone", () => {
  page.dispatchEvent(trusted(new PointerEvent("pointerdown", { pointerType: "touch" })));
  const began = touch("touchstart", [1, 10]);
  expect(began.defaultPrevented).toBe(false);
  expect(heard).toEqual([]);
});
