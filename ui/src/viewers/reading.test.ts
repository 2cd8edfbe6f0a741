// Reading mode over a stage that answers as a test says: leaves, screens, and what is kept between them.
import { beforeEach, expect, test } from "vitest";
import type { Leaf } from "../messages/messages";
import { isEmpty, Reading } from "./reading.svelte";

const leaf = (html: string): Leaf => ({ html, language: "en", right_to_left: false, title: null });

let asked: string[];
let missing: Set<string>;
let empty: Set<string>;
let reading: Reading;
beforeEach(() => {
  asked = [];
  missing = new Set();
  empty = new Set();
  reading = new Reading(
    {
      leaf: (media, n) => {
        const key = `${media}/${n}`;
        asked.push(key);
        return missing.has(key)
          ? Promise.reject(new Error(key))
          : Promise.resolve(leaf(empty.has(key) ? "<p></p>" : `<p>${key}</p>`));
      },
    },
    () => Promise.resolve(),
  );
});

test("a leaf opens, and the one after it is there before it is wanted", async () => {
  await reading.open("book", 3, 5);
  expect(reading.leaf?.html).toBe("<p>book/3</p>");
  expect(reading.page).toBe(3);
  await reading.open("book", 4, 5);
  expect(asked).toEqual(["book/3", "book/4", "book/5"]);
});

test("after the last leaf nothing is asked for", async () => {
  await reading.open("book", 5, 5);
  expect(asked).toEqual(["book/5"]);
});

test("screens are turned within a leaf, and the next leaf begins at its beginning", async () => {
  await reading.open("book", 1, 5);
  reading.laidOut(3);
  expect([reading.turn(1), reading.screen]).toEqual([true, 1]);
  expect([reading.turn(1), reading.turn(1), reading.screen]).toEqual([true, false, 2]);
  await reading.open("book", 2, 5);
  reading.laidOut(2);
  expect(reading.screen).toBe(0);
});

test("whoever turns back comes to the end of the leaf before", async () => {
  await reading.open("book", 2, 5);
  reading.laidOut(2);
  expect(reading.turn(-1)).toBe(false);
  await reading.open("book", 1, 5);
  reading.laidOut(4);
  expect(reading.screen).toBe(3);
});

test("larger words leave the place about where it was", async () => {
  await reading.open("book", 1, 5);
  reading.laidOut(4);
  reading.show(2);
  reading.laidOut(8);
  expect(reading.screen).toBe(4);
  reading.laidOut(1);
  expect(reading.screen).toBe(0);
});

test("a leaf that does not come is asked for four times, and what was shown stays", async () => {
  await reading.open("book", 1, 5);
  missing.add("book/9");
  asked = [];
  await reading.open("book", 9, 9);
  expect(asked).toEqual(Array(4).fill("book/9"));
  expect([reading.failed, reading.leaf?.html]).toEqual([true, "<p>book/1</p>"]);
  missing.clear();
  await reading.open("book", 9, 9);
  expect([reading.failed, reading.page]).toEqual([false, 9]);
});

test("an answer that comes late is not shown", async () => {
  const first = reading.open("book", 1, 5);
  const second = reading.open("book", 4, 5);
  await Promise.all([first, second]);
  expect(reading.page).toBe(4);
});

test("a page has text when it has a letter or a picture", () => {
  expect(isEmpty(leaf("<p> &nbsp; </p><hr>"))).toBe(true);
  expect(isEmpty(leaf(""))).toBe(true);
  expect(isEmpty(leaf("<p>7</p>"))).toBe(false);
  expect(isEmpty(leaf('<figure><img src="/x"></figure>'))).toBe(false);
});

test("a leaf without words has one screen, whatever the one before had, and so has one that does not come", async () => {
  await reading.open("book", 1, 5);
  reading.laidOut(3);
  reading.show(2);
  empty.add("book/2");
  await reading.open("book", 2, 5);
  expect([reading.page, reading.screen, reading.screens, reading.goesOn(-1)]).toEqual([2, 0, 1, false]);
  await reading.open("book", 1, 5);
  reading.laidOut(3);
  missing.add("book/5");
  await reading.open("book", 5, 5);
  expect([reading.failed, reading.screens, reading.goesOn(1)]).toEqual([true, 1, false]);
});

test("whoever turned back and then goes elsewhere begins there at the beginning", async () => {
  await reading.open("book", 4, 5);
  reading.laidOut(1);
  expect(reading.turn(-1)).toBe(false);
  await reading.open("book", 2, 5);
  reading.laidOut(3);
  expect(reading.screen).toBe(0);
});
