// What a visitor reads when their language is missing.
import { expect, test } from "vitest";
import { edition, photo, publication } from "../messages/sample";
import { captionFor, editionFor, inOrderFor, languageOfScript, ownName, phrase, phraseOr, voiceFor } from "./languages";

test("a text falls back from the visitor's language to English, French, then whatever there is", () => {
  expect(phrase({ de: "Brot", en: "bread", nl: "brood" }, "nl")?.text).toBe("brood");
  expect(phrase({ de: "Brot", en: "bread", fr: "pain" }, "nl")?.text).toBe("bread");
  expect(phrase({ de: "Brot", fr: "pain" }, "nl")?.text).toBe("pain");
  expect(phrase({ de: "Brot" }, "nl")).toEqual({ text: "Brot", language: "de" });
});

test("a regional code reads its plain language and the other way round", () => {
  expect(phrase({ nl: "brood", en: "bread" }, "nl-be")?.text).toBe("brood");
  expect(phrase({ "nl-be": "brood", en: "bread" }, "nl")?.text).toBe("brood");
});

test("blank texts count as missing, and no text at all is null", () => {
  expect(phrase({ nl: "  ", en: "bread" }, "nl")?.text).toBe("bread");
  expect(phrase({ nl: "" }, "nl")).toBeNull();
  expect(phraseOr({}, "nl", "بيت")).toEqual({ text: "بيت", language: "ar" });
});

test("a caption is the visitor's, else in the exhibition's first language, else everybody's, else any", () => {
  const quay = { ...photo("quay"), caption: "Quay", captions: { fr: "Quai", "nl-be": "Kade", de: "Kai" } };
  expect(captionFor(quay, "nl", "fr")).toEqual({ text: "Kade", language: "nl-be" });
  expect(captionFor(quay, "de", "fr")?.text).toBe("Kai");
  expect(captionFor(quay, "ar", "fr")).toEqual({ text: "Quai", language: "fr" });
  expect(captionFor(quay, "ar", "en")).toEqual({ text: "Quay", language: null });
  expect(captionFor({ ...quay, caption: null }, "ar", "en")?.text).toBe("Quai");
  expect(captionFor(photo("bare"), "ar", "en")).toBeNull();
});

test("the edition that opens is the visitor's, never a broken one", () => {
  const book = publication("book", edition("de"), edition("fr"), edition("nl", "broken"));
  expect(editionFor(book, "de")?.language).toBe("de");
  expect(editionFor(book, "nl")?.language).toBe("fr");
  expect(editionFor(publication("book", edition("nl", "broken")), "nl")).toBeNull();
});

test("an edition of unknown language opens before nothing, after every bridge", () => {
  expect(editionFor(publication("book", edition(null), edition("fr")), "ar")?.language).toBe("fr");
  expect(editionFor(publication("book", edition(null)), "ar")?.media).toBe("media-unknown");
});

test("order within the same rank stays as given", () => {
  expect(inOrderFor("en", ["de", "it", "en"], (code) => code)).toEqual(["en", "de", "it"]);
});

test("languages name themselves with a capital, and nonsense does not throw", () => {
  expect(ownName("fr")).toBe("Français");
  expect(ownName("ar")).toBe("العربية");
  expect(ownName("not a code")).toBe("NOT A CODE");
});

test("script tells how to set a name of unknown language", () => {
  expect(languageOfScript("بيت اللاجئين")).toBe("ar");
  expect(languageOfScript("Voix du Congo & amis")).toBeNull();
});

test("a voice speaks its own language, in the nearest form that there is", () => {
  const voices = ["ar", "en-gb", "en-us", "fr-be", "fr-fr", "nl"];
  expect(voiceFor("fr-BE", voices)).toBe("fr-be");
  expect(voiceFor("nl-be", voices)).toBe("nl");
  expect(voiceFor("en", voices)).toBe("en");
  expect(voiceFor("en-AU", voices)).toBe("en");
  expect(voiceFor("de", voices)).toBeNull();
  expect(voiceFor(null, voices)).toBeNull();
  expect(voiceFor("en", [])).toBeNull();
});
