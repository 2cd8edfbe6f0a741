// Completeness is the compiler's; here: counting, fallbacks, and that no word is left empty.
import { expect, test } from "vitest";
import { spokenLanguages, wordsIn } from ".";

test("nouns are counted as each language counts", () => {
  expect(wordsIn("en").countPhotos(1)).toBe("1 photo");
  expect(wordsIn("en").countPhotos(24)).toBe("24 photos");
  expect(wordsIn("fr").countPhotos(0)).toBe("0 photo");
  expect(wordsIn("fr").countPhotos(2)).toBe("2 photos");
  expect(wordsIn("nl").countPhotos(2)).toBe("2 foto’s");
  expect(wordsIn("de").countFilms(1)).toBe("1 Film");
  expect(wordsIn("ar").countPhotos(2)).toBe("صورتان");
  expect(wordsIn("ar").countPhotos(3)).toBe("3 صور");
  expect(wordsIn("ar").countPhotos(11)).toBe("11 صورة");
});

test("a regional code finds its language, an unknown one English", () => {
  expect(wordsIn("nl-BE").code).toBe("nl");
  expect(wordsIn("tlh").code).toBe("en");
});

test("no word is empty and every function says its number or name", () => {
  for (const language of spokenLanguages) {
    for (const [key, word] of Object.entries(wordsIn(language))) {
      const said: unknown = typeof word === "function" ? (word as (...a: unknown[]) => string)(7, 9) : word;
      expect(said, `${language}.${key}`).toMatch(/\S/);
      if (typeof word === "function") expect(said, `${language}.${key}`).toContain("7");
    }
  }
});

test("keys that stand side by side in the plinth never say the same", () => {
  for (const language of spokenLanguages) {
    const { allStands, back, previous, nextTurn } = wordsIn(language);
    expect(new Set([allStands, back, previous, nextTurn]).size, language).toBe(4);
  }
});

test("only Arabic is written from right to left", () => {
  expect(spokenLanguages.filter((code) => wordsIn(code).direction === "rtl")).toEqual(["ar"]);
});
