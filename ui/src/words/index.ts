// The languages the screens speak. A language is added by one file and one line here.
import { ar } from "./ar";
import { de } from "./de";
import { en } from "./en";
import { fr } from "./fr";
import { nl } from "./nl";
import type { Words } from "./words";

export type { Words } from "./words";

const spoken: Readonly<Record<string, Words>> = { en, fr, nl, de, ar };

/** The codes of all interface languages. */
export const spokenLanguages: readonly string[] = Object.keys(spoken);

/** The words in a language; falls back from `nl-BE` to `nl`, then to English. Never fails. */
export function wordsIn(language: string): Words {
  return spoken[language] ?? spoken[language.split("-")[0] ?? ""] ?? en;
}
