// Finds in a publication: their order, the way from one to the next, and that closing takes the marks away.
import { beforeEach, expect, test } from "vitest";
import type { Finding, PageMarks } from "../messages/messages";
import { Finder } from "./finder.svelte";

const box = { left: 0, top: 0, right: 0.1, bottom: 0.1 };
let asked: string[];
let finding: Finding;
let finder: Finder;
beforeEach(async () => {
  asked = [];
  finding = {
    searchable: true,
    pages: [
      { page: 2, hits: 2 },
      { page: 5, hits: 1 },
    ],
  };
  finder = new Finder({
    find: (media, typed) => {
      asked.push(`${media} ${typed}`);
      return Promise.resolve(finding);
    },
    marks: (media, page, typed) => {
      asked.push(`${media} ${page} ${typed}`);
      return Promise.resolve<PageMarks>({ hits: [[box], [box, box]] });
    },
  });
  finder.typed = "bread";
  finder.open = true;
  await finder.lay("en", 1);
});

test("finds are counted over the pages, and go around the end", () => {
  expect(finder.total).toBe(3);
  expect(finder.where).toEqual({ page: 2, hit: 0 });
  const places = [1, 1, 1, -1] as const;
  expect(places.map((by) => (finder.step(by), finder.where))).toEqual([
    { page: 2, hit: 1 },
    { page: 5, hit: 0 },
    { page: 2, hit: 0 },
    { page: 5, hit: 0 },
  ]);
});

test("the first find is the one from the open page on", async () => {
  await finder.look(3);
  expect(finder.where).toEqual({ page: 5, hit: 0 });
  await finder.look(6);
  expect(finder.where).toEqual({ page: 2, hit: 0 });
});

test("boxes come for open pages that have finds, once, and are taken off when it closes", async () => {
  await finder.show([1, 2]);
  await finder.show([2]);
  expect(asked).toEqual(["en bread", "en 2 bread"]);
  expect(finder.boxes(2)).toHaveLength(2);
  expect(finder.boxes(1)).toEqual([]);
  finder.close();
  expect(finder.boxes(2)).toEqual([]);
  expect(finder.typed).toBe("bread");
});

test("other letters are looked for at once; too few of them find nothing", async () => {
  await finder.show([2]);
  finder.clear(1);
  finding = { searchable: true, pages: [] };
  await Promise.resolve();
  await Promise.resolve();
  expect(asked.at(-1)).toBe("en ");
  expect(finder.total).toBe(0);
  expect(finder.where).toBeNull();
  expect(finder.boxes(2)).toEqual([]);
});

test("another edition is asked for itself, and may have no words", async () => {
  finding = { searchable: false, pages: [] };
  await finder.lay("fr", 1);
  expect(asked.at(-1)).toBe("fr bread");
  expect(finder.searchable).toBe(false);
  expect(finder.total).toBe(0);
});
