// Finds what a visitor looks for in the text of a leaf, by the same rules as the stage: whole words, the last as a beginning.

import type { Span } from "./sentences";

const WORD = /[\p{L}\p{N}]/u;
const ARTICLE = "\u0627\u0644";
const ALIKE: Readonly<Record<string, string>> = {
  ß: "ss",
  ς: "σ",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  ı: "i",
  ى: "ي",
  ة: "ه",
  "\u0640": "",
};

/** Without case, accents and forms of presentation. */
const foldedLetter = (letter: string): string =>
  [...letter.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")].map((one) => ALIKE[one] ?? one).join("");

interface Word extends Span {
  folded: string;
}

/** The words of a text with where they stand in it. */
function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  let open: Word | null = null;
  let at = 0;
  for (const letter of text) {
    const inside: boolean = WORD.test(letter) || (open !== null && /[\p{M}\u00ad\u0640\u200c]/u.test(letter));
    if (inside) {
      open ??= { start: at, end: at, folded: "" };
      open.folded += /[\u00ad\u200c]/.test(letter) ? "" : foldedLetter(letter);
      open.end = at + letter.length;
    } else if (open) {
      words.push(open);
      open = null;
    }
    at += letter.length;
  }
  if (open) words.push(open);
  return words;
}

/** Where the words that were typed stand in a text, in order. */
export function matchesIn(text: string, typed: string): readonly Span[] {
  const wanted = wordsOf(typed).map(({ folded }) => folded);
  const last = wanted.pop();
  if (last === undefined) return [];
  const bare = (word: string) => (word.startsWith(ARTICLE) && word.length > ARTICLE.length + 1 ? word.slice(2) : word);
  const is = (word: string) => wanted.some((one) => one === word || bare(one) === bare(word)) || word.startsWith(last);
  return wordsOf(text)
    .filter(({ folded }) => is(folded) || bare(folded).startsWith(bare(last)))
    .map(({ start, end }) => ({ start, end }));
}
