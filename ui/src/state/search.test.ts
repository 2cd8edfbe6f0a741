// What is typed, what is asked, and that answers that come late or not at all change nothing.
import { expect, test } from "vitest";
import type { SearchResult } from "../messages/messages";
import { enough, LONGEST, Search, typedOn } from "./search.svelte";

const result = (total: number): SearchResult => ({ total, hits: [], complete: true });

/** A stage whose answers a test gives when it wants. */
const stage = () => {
  const asked: { typed: string; answer: (result: SearchResult) => void; fail: () => void }[] = [];
  const host = {
    search: (typed: string) =>
      new Promise<SearchResult>((answer, fail) => asked.push({ typed, answer, fail: () => fail(new Error()) })),
  };
  return { asked, host };
};

test("letters come one by one and go one by one, whatever they are", () => {
  const search = new Search();
  for (const letter of [" ", "b", "r", " ", " ", "🍞", "é"]) search.type(letter);
  expect(search.typed).toBe("br 🍞é");
  search.erase();
  search.erase();
  expect(search.typed).toBe("br ");
  search.clear();
  expect(search.typed).toBe("");
  expect(typedOn("x".repeat(LONGEST - 1), "yz")).toBe("x".repeat(LONGEST - 1) + "y");
});

test("nothing is asked before the second letter, unless it is a word by itself", async () => {
  const { asked, host } = stage();
  const search = new Search();
  search.type("b");
  await search.ask(host);
  expect(asked).toHaveLength(0);
  search.type("r");
  void search.ask(host);
  expect(asked.map(({ typed }) => typed)).toEqual(["br"]);
  expect(enough("你")).toBe(true);
  expect(enough(" b ")).toBe(false);
});

test("only the newest answer counts, and none once the letters are gone", async () => {
  const { asked, host } = stage();
  const search = new Search();
  search.type("br");
  const first = search.ask(host);
  search.type("e");
  const second = search.ask(host);
  asked[1]?.answer(result(2));
  asked[0]?.answer(result(1));
  await Promise.all([first, second]);
  expect(search.result?.total).toBe(2);
  const third = search.ask(host);
  asked[2]?.fail();
  await third;
  expect(search.result?.total).toBe(2);
  const fourth = search.ask(host);
  search.clear();
  asked[3]?.answer(result(4));
  await fourth;
  expect(search.result).toBeNull();
});

test("what is typed anew is shown from its first page, and what changes nothing turns none", () => {
  const search = new Search();
  search.leaf = 2;
  search.erase();
  expect(search.leaf).toBe(2);
  search.type("a");
  expect(search.leaf).toBe(0);
  search.leaf = 1;
  search.erase();
  expect(search.leaf).toBe(0);
});
