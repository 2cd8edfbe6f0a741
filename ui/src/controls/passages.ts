// A passage cut at its marks, and its beginning left away where the first mark would stand outside a short line.

import type { Passage } from "../messages/messages";
import { steady } from "../words/steady";

/** A part of a passage. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** The parts of a passage in their order, none empty. */
export function pieces({ text, marks }: Passage): readonly Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const { from, to } of marks) {
    cut.push({ text: text.slice(at, from), marked: false }, { text: text.slice(from, to), marked: true });
    at = to;
  }
  cut.push({ text: text.slice(at), marked: false });
  // Only now: what keeps Arabic words on their line is not counted in the marks.
  return cut.filter((piece) => piece.text !== "").map((piece) => ({ ...piece, text: steady(piece.text) }));
}

/** The passage with at most so many letters before its first mark, cut between two words. */
export function near(passage: Passage, letters: number): Passage {
  const first = passage.marks[0]?.from ?? 0;
  if (first <= letters) return passage;
  const space = passage.text.indexOf(" ", first - letters);
  const start = space === -1 || space >= first ? first : space + 1;
  return {
    text: `… ${passage.text.slice(start)}`,
    marks: passage.marks.map(({ from, to }) => ({ from: from - start + 2, to: to - start + 2 })),
  };
}
