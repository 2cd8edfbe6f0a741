// Keeps Arabic words on their line. WebKitGTK (seen in 2.50) lifts or lowers a whole word by the offset of the mark it
// ends with; a non-joiner after that mark, which no eye sees, takes the offset upon itself.

const MARK_AT_END = /([\u064b-\u065f\u0670])(?![\p{L}\p{M}\u200c])/gu;

/** The same text, for the eye. */
export function steady(text: string): string {
  return text.replace(MARK_AT_END, "$1\u200c");
}

/** For `JSON.parse`: every text of a message. */
export function steadyTexts(_key: string, value: unknown): unknown {
  return typeof value === "string" ? steady(value) : value;
}
