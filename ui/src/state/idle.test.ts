// Silence on an injected clock.
import { beforeEach, expect, test, vi } from "vitest";
import { Idle, MENU_MS, QUESTION_MS, READING_MS } from "./idle.svelte";

const over = vi.fn();
let idle: Idle;
beforeEach(() => {
  over.mockReset();
  idle = new Idle(over);
  idle.at(0, MENU_MS);
});

test("asks after a minute, counts thirty seconds, and then gives the screen back once", () => {
  idle.tick(MENU_MS - 1);
  expect(idle.waiting).toBe("awake");
  idle.tick(MENU_MS);
  expect(idle.waiting).toBe("asking");
  expect(idle.secondsLeft).toBe(30);
  idle.tick(MENU_MS + 7_000);
  expect(idle.secondsLeft).toBe(23);
  idle.tick(MENU_MS + QUESTION_MS - 1);
  expect(idle.secondsLeft).toBe(1);
  expect(over).not.toHaveBeenCalled();
  idle.tick(MENU_MS + QUESTION_MS);
  idle.tick(MENU_MS + QUESTION_MS + 1_000);
  expect(over).toHaveBeenCalledTimes(1);
  expect(idle.waiting).toBe("off");
});

test("a sign of life answers the question and begins the silence anew", () => {
  idle.tick(MENU_MS + 5_000);
  idle.stir(MENU_MS + 5_000);
  expect(idle.waiting).toBe("awake");
  idle.tick(2 * MENU_MS + 4_999);
  expect(idle.waiting).toBe("awake");
  idle.tick(2 * MENU_MS + 5_000);
  expect(idle.waiting).toBe("asking");
});

test("readers are given two minutes, and a new place begins its own silence", () => {
  idle.at(10_000, READING_MS);
  idle.tick(10_000 + MENU_MS);
  expect(idle.waiting).toBe("awake");
  idle.tick(10_000 + READING_MS);
  expect(idle.waiting).toBe("asking");
});

test("while a film plays nobody is asked, and silence counts from its end", () => {
  const release = idle.hold();
  const other = idle.hold();
  idle.tick(10 * MENU_MS);
  release();
  idle.tick(11 * MENU_MS);
  expect(idle.waiting).toBe("awake");
  other();
  idle.tick(12 * MENU_MS - 1);
  expect(idle.waiting).toBe("awake");
  idle.tick(12 * MENU_MS);
  expect(idle.waiting).toBe("asking");
});

test("a film that begins while the question stands takes it away", () => {
  idle.tick(MENU_MS + 1_000);
  idle.hold();
  idle.tick(MENU_MS + 1_250);
  expect(idle.waiting).toBe("awake");
});

test("at rest nothing is waited for", () => {
  idle.at(0, null);
  idle.tick(100 * MENU_MS);
  expect(idle.waiting).toBe("off");
  expect(over).not.toHaveBeenCalled();
});

test("a machine that slept through the whole question resets at once", () => {
  idle.tick(MENU_MS + QUESTION_MS + 60_000);
  expect(over).toHaveBeenCalledTimes(1);
});

test("what plays holds off the question, and yet it is known how long nobody has touched anything", () => {
  idle.stir(1_000);
  idle.hold();
  idle.tick(20 * MENU_MS);
  idle.at(20 * MENU_MS, READING_MS);
  expect(idle.untouched(20 * MENU_MS)).toBe(20 * MENU_MS - 1_000);
  idle.stir(20 * MENU_MS);
  expect(idle.untouched(20 * MENU_MS + 5)).toBe(5);
});
