// Every keyboard types its languages: each letter is on it, or is found by one that is.
import { expect, test } from "vitest";
import { besides, DIGITS, layoutNames, layoutOf, layouts, type LayoutName } from "./layouts";

/** The alphabets of the European Union's languages and of Arabic, in lower case. */
const ALPHABETS: Record<string, string> = {
  bg: "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
  cs: "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž",
  da: "abcdefghijklmnopqrstuvwxyzæøåé",
  de: "abcdefghijklmnopqrstuvwxyzäöüß",
  el: "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
  en: "abcdefghijklmnopqrstuvwxyz",
  es: "abcdefghijklmnñopqrstuvwxyzáéíóúü",
  et: "abcdefghijklmnopqrsšzžtuvwõäöüxy",
  fi: "abcdefghijklmnopqrsštuvwxyzžåäö",
  fr: "abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿ",
  ga: "abcdefghijklmnopqrstuvwxyzáéíóúḃċḋḟġṁṗṡṫ",
  hr: "abcčćdđefghijklmnoprsštuvzž",
  hu: "aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyz",
  it: "abcdefghijklmnopqrstuvwxyzàèéìîòóùú",
  lt: "aąbcčdeęėfghiįyjklmnoprsštuųūvzž",
  lv: "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž",
  mt: "abċdefġghħijklmnopqrstuvwxżzàèìòù",
  nl: "abcdefghijklmnopqrstuvwxyzéëïóöüèĳ",
  pl: "aąbcćdeęfghijklłmnńoóprsśtuwyzźżqvx",
  pt: "abcdefghijklmnopqrstuvwxyzáâãàçéêíóôõú",
  ro: "aăâbcdefghiîjklmnopqrsștțuvwxyzşţ",
  sk: "aáäbcčdďeéfghiíjklĺľmnňoóôpqrŕsštťuúvwxyýzž",
  sl: "abcčdefghijklmnoprsštuvzž",
  sv: "abcdefghijklmnopqrstuvwxyzåäöé",
  ar: "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىة",
};

/** What the stage folds besides taking accents off (core/search/fold.rs). */
const FOLDED: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ħ: "h", ł: "l", ĳ: "ij" };

const typeable = (name: LayoutName): Set<string> => new Set([...layouts[name].letters, ...layouts[name].more].flat());
const foundBy = (letter: string): string => FOLDED[letter] ?? letter.normalize("NFD").replace(/\p{M}/gu, "");

test("every letter of every language can be typed, or is found by letters that can", () => {
  for (const [language, alphabet] of Object.entries(ALPHABETS)) {
    const keys = typeable(layoutOf(language));
    const lacking = [...alphabet].filter(
      (letter) => !keys.has(letter) && ![...foundBy(letter)].every((one) => keys.has(one)),
    );
    expect(lacking, language).toEqual([]);
  }
});

test("the letters of the exhibition's own languages are all there themselves, within two touches", () => {
  for (const language of ["en", "fr", "de", "nl", "ar"]) {
    const keys = typeable(layoutOf(language));
    // ÿ and ĳ are typed as their parts by those who write them.
    const lacking = [...(ALPHABETS[language] ?? "")].filter((letter) => !keys.has(letter) && !"ÿĳ".includes(letter));
    expect(lacking, language).toEqual([]);
  }
});

test("every writing is three rows high on every page, and wide enough to hit", () => {
  for (const name of layoutNames) {
    const { letters, more } = layouts[name];
    for (const rows of [letters, more, DIGITS]) {
      expect(rows.length, name).toBe(3);
      for (const row of rows) expect(row.length, name).toBeGreaterThan(0);
    }
    for (const row of [...letters.slice(0, 2), ...more, ...DIGITS]) expect(row.length, name).toBeLessThanOrEqual(12);
    // The last row shares its place with a key that deletes, and with one for capitals where there are any.
    expect(letters[2]?.length, name).toBeLessThanOrEqual(layouts[name].capitals ? 9 : 11);
    expect(new Set(letters.flat()).size, name).toBe(letters.flat().length);
  }
});

test("a keyboard follows the language, and English stands in for the rest", () => {
  expect(["en", "fr", "nl", "de", "ar", "el", "bg"].map(layoutOf)).toEqual([
    "qwerty",
    "azerty",
    "azerty",
    "qwertz",
    "arabic",
    "greek",
    "cyrillic",
  ]);
  expect(layoutOf("fr-be")).toBe("azerty");
  expect(layoutOf("so")).toBe("qwerty");
});

test("beside the open keyboard lie one of its writing and one of another, by the languages of the exhibition", () => {
  const languages = ["en", "fr", "nl", "de", "ar"];
  expect(besides("qwerty", languages)).toEqual(["azerty", "arabic"]);
  expect(besides("azerty", languages)).toEqual(["qwerty", "arabic"]);
  expect(besides("arabic", languages)).toEqual(["qwerty", "greek"]);
  expect(besides("qwerty", ["en", "el"])).toEqual(["azerty", "greek"]);
});
