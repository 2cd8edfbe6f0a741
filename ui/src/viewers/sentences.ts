// Cuts a text into what a voice says in one breath: the sentences that the engine finds, as the language has them.

/** A stretch of a text, in UTF-16 units; `end` is the first one after it. */
export interface Span {
  start: number;
  end: number;
}

/** No stretch is longer: who pauses or repeats begins at the beginning of one, and the stage takes no more. */
const LONGEST = 400;
/** A cut in a longer one lies no earlier than this. */
const SHORTEST = 120;

/** Where a full stop ends a word and not a sentence: initials, titles, and what is cut short before a number or a name. */
const CUT_SHORT =
  /(?:^|[\s(\u00ab\u201c\u201e"'\u2019])(?:\p{Lu}|Mr|Mrs|Ms|Dr|Prof|St|Mme|Mlle|MM|Hr|Fr|Abs|Nr|Bd|dhr|mevr|bijv|blz|bzw|nr|ca|cf|vgl|vs|fig|art|chap|vol|no|pp?|[zd])\.$/u;

/** "Am 3. Mai": where German writes an ordinal number, others end a sentence with one. */
const ORDINAL = /(?:^|\s)\d{1,2}\.$/;

const says = /[\p{L}\p{N}]/u;

function cutter(language: string | null): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language ?? "und", { granularity: "sentence" });
  } catch {
    // Not a language code at all: the exhibitor's file name said so.
    return new Intl.Segmenter("und", { granularity: "sentence" });
  }
}

/** Where a stretch that is too long can be cut with the least harm: after a clause, else between words. */
function cutIn(text: string, from: number): number {
  const within = text.slice(from, from + LONGEST);
  for (const gap of [/[,;:\u2013\u2014\u060c\u061b]\s/g, /\s/g]) {
    const last = [...within.matchAll(gap)]
      .map((found) => found.index + found[0].length)
      .findLast((at) => at > SHORTEST);
    if (last !== undefined) return from + last;
  }
  // A letter made of two units is not torn apart.
  return from + (/[\ud800-\udbff]$/.test(within) ? LONGEST - 1 : LONGEST);
}

/** The sentences of a text, in order and without the white space around them; what cannot be said is none. */
export function sentencesOf(text: string, language: string | null): readonly Span[] {
  // A line that ends in the source is no end of a sentence; lengths stay.
  const even = text.replace(/[\t\n\f\r\u2028\u2029]/g, " ");
  const german = language?.startsWith("de") ?? false;
  const whole: Span[] = [];
  let joins = false;
  for (const { index, segment } of cutter(language).segment(even)) {
    const last = whole.at(-1);
    if (joins && last) last.end = index + segment.length;
    else whole.push({ start: index, end: index + segment.length });
    const until = even.slice(whole.at(-1)?.start, index + segment.length).trimEnd();
    joins = CUT_SHORT.test(until) || (german && ORDINAL.test(until));
  }
  const sentences: Span[] = [];
  for (const { start, end } of whole) {
    let from = start;
    while (end - from > LONGEST) {
      const to = cutIn(even, from);
      sentences.push({ start: from, end: to });
      from = to;
    }
    sentences.push({ start: from, end });
  }
  return sentences.map((span) => trimmed(even, span)).filter(({ start, end }) => says.test(even.slice(start, end)));
}

function trimmed(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  return { start: start + words.length - words.trimStart().length, end: start + words.trimEnd().length };
}

/** The words of a stretch for a voice: one line, without signs that only printers need. */
export function spoken(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
