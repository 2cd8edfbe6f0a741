// Caption files come from everywhere; whatever is in them, the words must appear at their time.
import { describe, expect, it } from "vitest";
import { cuesOf, linesAt } from "./cues";

const FILE = `WEBVTT - made by hand

STYLE
::cue { color: red }

NOTE nobody reads this

intro
00:01.000 --> 00:03.500 align:start position:10%
<v Salma>Ma grand-m\u00E8re <i>comptait</i> les fils
en chantant &amp; en riant.

2
00:00:04,000 --> 00:00:06,000
Un &lt;fil&gt;.
`;

describe("captions", () => {
  it("are read without dress, name, settings and entities", () => {
    expect(cuesOf(FILE)).toEqual([
      { from: 1, to: 3.5, lines: ["Ma grand-m\u00E8re comptait les fils", "en chantant & en riant."] },
      { from: 4, to: 6, lines: ["Un <fil>."] },
    ]);
  });
  it("are read from files with any line ends, a mark at the start, and hours", () => {
    const cues = cuesOf("\uFEFFWEBVTT\r\n\r\n01:00:00.5 --> 01:00:02.000\r\nTard\r\n");
    expect(cues).toEqual([{ from: 3600.5, to: 3602, lines: ["Tard"] }]);
  });
  it("are read where the empty line between two was forgotten", () => {
    expect(cuesOf("00:01.000 --> 00:02.000\nOne\n00:02.000 --> 00:03.000\nTwo").map((cue) => cue.lines)).toEqual([
      ["One"],
      ["Two"],
    ]);
  });
  it("leave out what makes no sense and never fail", () => {
    expect(cuesOf("")).toEqual([]);
    expect(cuesOf("not captions at all")).toEqual([]);
    expect(cuesOf("00:05.000 --> 00:02.000\nBackwards\n\n00:01.000 --> 00:02.000\n\n")).toEqual([]);
  });
  it("come in order of time", () => {
    const cues = cuesOf("00:05.000 --> 00:06.000\nLater\n\n00:01.000 --> 00:02.000\nSooner");
    expect(cues.map((cue) => cue.lines[0])).toEqual(["Sooner", "Later"]);
  });
});

describe("what is shown", () => {
  const cues = cuesOf(FILE);
  it("is the caption of the moment and nothing between", () => {
    expect(linesAt(cues, 0.9)).toEqual([]);
    expect(linesAt(cues, 1)).toHaveLength(2);
    expect(linesAt(cues, 3.5)).toEqual([]);
    expect(linesAt(cues, 4)).toEqual(["Un <fil>."]);
  });
  it("never is more than two lines", () => {
    const many = [
      { from: 0, to: 5, lines: ["a", "b"] },
      { from: 1, to: 5, lines: ["c"] },
    ];
    expect(linesAt(many, 2)).toEqual(["a", "b"]);
  });
});
