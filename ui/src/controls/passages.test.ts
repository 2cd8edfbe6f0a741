// Passages are cut where the stage marked them, whatever the letters are.
import { expect, test } from "vitest";
import { near, pieces } from "./passages";

test("a passage is cut at its marks, counted as this language counts letters", () => {
  const passage = {
    text: "🍞 Salt, Bread, bread",
    marks: [
      { from: 9, to: 14 },
      { from: 16, to: 21 },
    ],
  };
  expect(pieces(passage)).toEqual([
    { text: "🍞 Salt, ", marked: false },
    { text: "Bread", marked: true },
    { text: ", ", marked: false },
    { text: "bread", marked: true },
  ]);
  expect(pieces({ text: "", marks: [] })).toEqual([]);
});

test("what keeps Arabic on its line does not move the marks", () => {
  const text = "رائحةٌ الخبزِ هنا";
  const cut = pieces({ text, marks: [{ from: 7, to: 13 }] });
  expect(cut.map((piece) => piece.text.replaceAll("\u200c", ""))).toEqual(["رائحةٌ ", "الخبزِ", " هنا"]);
  expect(cut[0]?.text).toContain("\u200c");
});

test("a short line begins near its first mark, between two words", () => {
  const passage = { text: "the long way to the bread market", marks: [{ from: 20, to: 25 }] };
  const short = near(passage, 8);
  expect(short.text).toBe("… to the bread market");
  expect(pieces(short)[1]).toEqual({ text: "bread", marked: true });
  expect(near(passage, 30)).toBe(passage);
  const one = near({ text: `${"x".repeat(40)}bread`, marks: [{ from: 40, to: 45 }] }, 8);
  expect(pieces(one).at(-1)).toEqual({ text: "bread", marked: true });
});
