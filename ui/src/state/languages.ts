// Which language is shown when: a text, an edition or captions may lack the visitor's, and nothing may ever be empty.

import type { Edition, Photo, Publication, Stand } from "../messages/messages";

/** A text by language code, as it comes from the stage. */
export type Texts = { [key in string]?: string };

/** A text and the language it is in; null when nobody knows. */
export interface Phrase {
  text: string;
  language: string | null;
}

/** Languages that most visitors of a Brussels hall can follow, tried when theirs is missing. */
const BRIDGES = ["en", "fr"] as const;

const base = (language: string): string => language.split("-")[0] ?? language;

/**
 * Orders what there is for a visitor: their language, English, French, then as given.
 * `language` answers which language one of `things` is in. The result is never empty unless `things` is.
 */
export function inOrderFor<T>(
  visitor: string,
  things: readonly T[],
  language: (thing: T) => string | null,
): readonly T[] {
  const wanted = [visitor, base(visitor), ...BRIDGES];
  const rank = (thing: T): number => {
    const code = language(thing)?.toLowerCase();
    if (code === undefined) return wanted.length;
    const exact = wanted.indexOf(code);
    if (exact !== -1) return exact;
    const near = wanted.indexOf(base(code));
    return near === -1 ? wanted.length : near;
  };
  return [...things].sort((a, b) => rank(a) - rank(b));
}

/** The text a visitor reads; null when there is none in any language. */
export function phrase(texts: Texts, visitor: string): Phrase | null {
  const filled = Object.entries(texts).filter((entry): entry is [string, string] => (entry[1] ?? "").trim() !== "");
  const best = inOrderFor(visitor, filled, ([code]) => code)[0];
  return best === undefined ? null : { text: best[1], language: best[0] };
}

/** As `phrase`, with words for when there is no text at all; their language is not known. */
export function phraseOr(texts: Texts, visitor: string, otherwise: string): Phrase {
  return phrase(texts, visitor) ?? { text: otherwise, language: languageOfScript(otherwise) };
}

/** What a stand is called in a visitor's language; the words for one without a name where it has none. */
export const standName = (
  { names, name }: Pick<Stand, "names" | "name">,
  { language, words }: { language: string; words: { unnamedStand: string } },
): Phrase => phraseOr(names, language, name || words.unnamedStand);

/**
 * The code by which one of these voices is to be asked for a language; null where none speaks it, for no voice reads with a
 * foreign accent. Of several regions a synthesiser itself knows which is the usual one.
 */
export function voiceFor(language: string | null, voices: readonly string[]): string | null {
  if (language === null) return null;
  const code = language.toLowerCase();
  if (voices.includes(code)) return code;
  return voices.some((voice) => base(voice) === base(code)) ? base(code) : null;
}

/** Whether somebody who reads `visitor` reads `language`, as far as codes tell: `fr-be` and `fr` do. */
export const reads = (visitor: string, language: string | null): boolean =>
  language !== null && base(language) === base(visitor);

/**
 * The caption of a photo for a visitor: in their language, else in the first language of the exhibition, else the one
 * for everybody, else any. Null when the photo has none.
 */
export function captionFor(
  photo: Pick<Photo, "caption" | "captions">,
  visitor: string,
  first: string | undefined,
): Phrase | null {
  const all: Phrase[] = Object.entries(photo.captions)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([language, text]) => ({ text, language }));
  const inLanguage = (wanted: string): Phrase | undefined =>
    all.find(({ language }) => language === wanted) ?? all.find(({ language }) => reads(wanted, language));
  const everybodys = photo.caption === null ? null : { text: photo.caption, language: languageOfScript(photo.caption) };
  return inLanguage(visitor) ?? (first === undefined ? undefined : inLanguage(first)) ?? everybodys ?? all[0] ?? null;
}

/** The edition that opens for a visitor: sound ones only. Null when every edition is broken. */
export function editionFor(publication: Publication, visitor: string): Edition | null {
  const sound = publication.editions.filter((edition) => edition.state !== "broken");
  return inOrderFor(visitor, sound, (edition) => edition.language)[0] ?? null;
}

/** Scripts that need their own line height or direction, and the language tag that stands for them. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Arabic}/u, "ar"],
  [/\p{Script=Hebrew}/u, "he"],
  [/\p{Script=Ethiopic}/u, "am"],
  [/\p{Script=Devanagari}/u, "hi"],
  [/\p{Script=Georgian}/u, "ka"],
  [/\p{Script=Armenian}/u, "hy"],
];

/** A language tag good enough for typesetting a text of unknown language; null for Latin, Greek and Cyrillic. */
export function languageOfScript(text: string): string | null {
  return SCRIPTS.find(([script]) => script.test(text))?.[1] ?? null;
}

/** What a language calls itself, with a capital as on a sign; the code in capitals when the engine does not know. */
export function ownName(language: string): string {
  try {
    const name = new Intl.DisplayNames([language], { type: "language", fallback: "none" }).of(language);
    return name === undefined ? language.toUpperCase() : name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    // Not a language code at all: the exhibitor's file name said so, show it as it is.
    return language.toUpperCase();
  }
}
