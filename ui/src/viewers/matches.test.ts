// Words are found as the stage finds them: without case and accents, the last one as a beginning.
import { expect, test } from "vitest";
import { matchesIn } from "./matches";

const found = (text: string, typed: string) => matchesIn(text, typed).map(({ start, end }) => text.slice(start, end));

test("case and accents do not count", () => {
  expect(found("L’été à Gand, ETE 1913", "ete")).toEqual(["été", "ETE"]);
  expect(found("Die Straße nach Łódź", "strasse")).toEqual(["Straße"]);
});

test("all but the last are whole words, the last is a beginning", () => {
  expect(found("bread, breads and a breadth of bakers", "bread bak")).toEqual(["bread", "bakers"]);
  expect(found("bread, breads and a breadth", "bre")).toEqual(["bread", "breads", "breadth"]);
});

test("letters that were written with marks, or cut for the printer, are one word", () => {
  expect(found("coope\u0301rer et coo\u00adpérer", "cooperer")).toEqual(["coope\u0301rer", "coo\u00adpérer"]);
  expect(found("مدهشٌ\u200c ما", "مدهش")).toEqual(["مدهشٌ\u200c"]);
});

test("an Arabic word is found with its article and without", () => {
  expect(found("في المدينة مدينة", "مدينه")).toEqual(["المدينة", "مدينة"]);
});

test("nothing that was typed finds nothing", () => {
  expect(found("any text", "")).toEqual([]);
  expect(found("any text", " -. ")).toEqual([]);
});
