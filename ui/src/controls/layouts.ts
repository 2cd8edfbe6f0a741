// Which letter lies where: the keyboards of the show as data. All have the same rows, so that nothing jumps.

/** Names of the keyboards. */
export type LayoutName = "azerty" | "qwerty" | "qwertz" | "arabic" | "greek" | "cyrillic";

/** One keyboard: three rows of letters, and what else its writing needs on a page of its own. */
export interface Layout {
  /** On the key that leads to it; its own name for itself. */
  word: string;
  /** BCP 47 code of the writing, for fonts and for the ear. */
  language: string;
  direction: "ltr" | "rtl";
  /** Whether its letters have capitals. */
  capitals: boolean;
  /** Three rows. */
  letters: readonly (readonly string[])[];
  /** Three rows of letters with accents and of neighbouring languages; empty where there are none. */
  more: readonly (readonly string[])[];
  /** On the key that leads to those. */
  moreWord: string;
}

const row = (letters: string): readonly string[] => [...letters];

/** Every letter of the European Union's Latin alphabets that is not found by its plain letter is here, and most others. */
const ACCENTS = [row("éèêëàâäåãç"), row("îïíñôöøóõœ"), row("ßùûüúæłšž")];

/** All keyboards, in the order in which they are offered. */
export const layouts: Record<LayoutName, Layout> = {
  azerty: {
    word: "AZERTY",
    language: "fr",
    direction: "ltr",
    capitals: true,
    letters: [row("azertyuiop"), row("qsdfghjklm"), row("wxcvbn’é")],
    more: ACCENTS,
    moreWord: "éàü",
  },
  qwerty: {
    word: "QWERTY",
    language: "en",
    direction: "ltr",
    capitals: true,
    letters: [row("qwertyuiop"), row("asdfghjkl"), row("zxcvbnm’")],
    more: ACCENTS,
    moreWord: "éàü",
  },
  qwertz: {
    word: "QWERTZ",
    language: "de",
    direction: "ltr",
    capitals: true,
    letters: [row("qwertzuiopü"), row("asdfghjklöä"), row("yxcvbnmß")],
    more: ACCENTS,
    moreWord: "éàü",
  },
  arabic: {
    word: "العربية",
    language: "ar",
    direction: "rtl",
    capitals: false,
    letters: [row("ضصثقفغعهخحج"), row("شسيبلاتنمكط"), row("ذءؤرىةوزظد")],
    more: [row("أإآئپچژگڤ"), row("َُِّْ"), row("؟،")],
    moreWord: "أإآ",
  },
  greek: {
    word: "Ελληνικά",
    language: "el",
    direction: "ltr",
    capitals: true,
    letters: [row("ςερτυθιοπ"), row("ασδφγηξκλ"), row("ζχψωβνμ")],
    more: [row("άέήίόύώ"), row("ϊϋΐΰ"), row("’")],
    moreWord: "άέή",
  },
  cyrillic: {
    word: "Кирилица",
    language: "bg",
    direction: "ltr",
    capitals: true,
    letters: [row("йцукенгшщзхъ"), row("фывапролджэ"), row("ячсмитьбю")],
    more: [row("ёіїєґўѝ"), row("ђјљњћџ"), row("ѓќѕ")],
    moreWord: "ёіє",
  },
};

/** Names of all keyboards in order. */
export const layoutNames = Object.keys(layouts) as readonly LayoutName[];

/** The page of digits and signs, the same for every writing. */
export const DIGITS: readonly (readonly string[])[] = [row("1234567890"), row("-–/:()&@%€"), row('.,?!’"+')];

/** The keyboard that people who write a language know. */
export function layoutOf(language: string): LayoutName {
  switch (language.split("-")[0]) {
    case "fr":
    case "nl":
      // Dutch is typed on AZERTY in Belgium, and letters are found on either.
      return "azerty";
    case "de":
    case "cs":
    case "hu":
    case "hr":
    case "sk":
    case "sl":
      return "qwertz";
    case "ar":
    case "fa":
    case "ur":
      return "arabic";
    case "el":
      return "greek";
    case "bg":
    case "ru":
    case "uk":
    case "sr":
    case "mk":
    case "be":
      return "cyrillic";
    default:
      return "qwerty";
  }
}

const LATIN: readonly LayoutName[] = ["azerty", "qwerty", "qwertz"];

/** The two keyboards beside the open one: a Latin one and one of another writing, by the languages of the exhibition. */
export function besides(open: LayoutName, languages: readonly string[]): readonly LayoutName[] {
  const offered = [...new Set([...languages.map(layoutOf), ...layoutNames])].filter((name) => name !== open);
  const latin = offered.find((name) => LATIN.includes(name));
  const other = offered.find((name) => !LATIN.includes(name));
  return [latin, other].filter((name) => name !== undefined);
}
