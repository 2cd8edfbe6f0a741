// Only words that end in a mark are touched, and only once.
import { expect, test } from "vitest";
import { spokenLanguages, wordsIn } from ".";
import { steady, steadyTexts } from "./steady";

test("a mark at the end of a word is followed by a non-joiner, one inside is not", () => {
  expect(steady("مدهشٌ ما")).toBe("مدهشٌ\u200c ما");
  expect(steady("جارٍ…")).toBe("جارٍ\u200c…");
  expect(steady("مرحبًا تُحصي الحيّ")).toBe("مرحبًا تُحصي الحيّ\u200c");
  expect(steady(steady("مدهشٌ"))).toBe(steady("مدهشٌ"));
  expect(steady("Été, l’été")).toBe("Été, l’été");
});

test("all texts of a message are steadied", () => {
  const message = JSON.stringify({ number: 3, title: { ar: "معٌ" }, list: ["جارٍ"] });
  expect(JSON.parse(message, steadyTexts)).toEqual({ number: 3, title: { ar: "معٌ\u200c" }, list: ["جارٍ\u200c"] });
});

test("the interface's own words are steady", () => {
  for (const language of spokenLanguages) {
    for (const word of Object.values(wordsIn(language))) {
      if (typeof word === "string") expect(steady(word)).toBe(word);
    }
  }
});
