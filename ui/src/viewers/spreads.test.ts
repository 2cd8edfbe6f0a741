// A book must open at its cover, from its own side, and every page must be found.
import { describe, expect, it } from "vitest";
import { numbersOf, pagesOf, sideOf, singles, spreadAt, spreadsOf, stepOf, usualSize } from "./spreads";

describe("the spreads of a book", () => {
  it("begin with the cover alone, on the right of a book bound on the left", () => {
    expect(spreadsOf(4, false)).toEqual([
      { left: null, right: 1 },
      { left: 2, right: 3 },
      { left: 4, right: null },
    ]);
  });
  it("mirror for a book bound on the right", () => {
    expect(spreadsOf(3, true)).toEqual([
      { left: 1, right: null },
      { left: 3, right: 2 },
    ]);
  });
  it("hold every page exactly once, whatever their number", () => {
    for (const pages of [1, 2, 3, 24, 301]) {
      const all = spreadsOf(pages, pages % 2 === 0).flatMap((spread) => pagesOf(spread));
      expect(all).toEqual(Array.from({ length: pages }, (_, index) => index + 1));
    }
  });
  it("are found by page, also by one that is not there", () => {
    const spreads = spreadsOf(24, false);
    expect(spreadAt(spreads, 7)).toBe(3);
    expect(numbersOf(spreads[3])).toBe("6–7");
    expect(spreadAt(spreads, 99)).toBe(12);
    expect(spreadAt(spreads, 0)).toBe(0);
    expect(spreadAt([], 3)).toBe(0);
  });
  it("are single pages where one is shown at a time", () => {
    expect(singles(2).map(numbersOf)).toEqual(["1", "2"]);
  });
});

describe("the direction", () => {
  it("is the document's: in an Arabic book the left side goes on", () => {
    expect(stepOf(-1, true)).toBe(1);
    expect(stepOf(1, false)).toBe(1);
    expect(sideOf(1, true)).toBe(-1);
    expect(sideOf(-1, false)).toBe(-1);
  });
});

describe("the usual size", () => {
  it("is what most pages have, to the point", () => {
    const a4 = { width: 595.3, height: 841.9 };
    const cover = { width: 612, height: 792 };
    expect(usualSize([cover, a4, { width: 595.2, height: 842 }], cover)).toEqual(a4);
    expect(usualSize([], cover)).toEqual(cover);
  });
});
