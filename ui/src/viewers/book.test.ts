// The layout decides what can be read, the turn what can be believed.
import { describe, expect, it } from "vitest";
import { fitted, layout, lean, sliding, turning } from "./book";

const a4 = { width: 595, height: 842 };
const wide = { width: 1312, height: 872 };
const tall = { width: 912, height: 1344 };

describe("the layout", () => {
  it("shows two upright pages on a wide table, one on a tall one", () => {
    expect(layout(a4, wide, 24).two).toBe(true);
    expect(layout(a4, wide, 24).cell.height).toBeCloseTo(872);
    expect(layout(a4, tall, 24)).toMatchObject({ two: false });
  });
  it("shows one landscape page, and two square ones", () => {
    expect(layout({ width: 842, height: 595 }, wide, 24).two).toBe(false);
    expect(layout({ width: 960, height: 540 }, wide, 24)).toMatchObject({ two: false, cell: { width: 1312 } });
    expect(layout({ width: 600, height: 600 }, wide, 24).two).toBe(true);
  });
  it("shows a leaflet of one page alone", () => {
    expect(layout(a4, wide, 1).two).toBe(false);
  });
  it("keeps true proportions", () => {
    expect(fitted({ width: 100, height: 400 }, { width: 800, height: 800 })).toEqual({ width: 200, height: 800 });
  });
  it("brings a cover alone to the middle of the table", () => {
    expect(lean({ left: null, right: 1 })).toBe(-0.5);
    expect(lean({ left: 24, right: null })).toBe(0.5);
    expect(lean({ left: 2, right: 3 })).toBe(0);
  });
});

describe("a turning sheet", () => {
  const now = { left: 2, right: 3 };
  const next = { left: 4, right: 5 };
  it("lies flat at rest, and nothing else is there", () => {
    const parts = turning(now, next, 1, 0);
    expect([...parts.keys()]).toEqual([2, 3]);
    expect(parts.get(3)).toMatchObject({ side: 1, lifted: 0, shade: 0 });
  });
  it("shows its face, then its back, over what stays and what comes", () => {
    const early = turning(now, next, 1, 0.25);
    expect([...early.keys()].sort()).toEqual([2, 3, 5]);
    expect(early.get(3)?.lifted).toBeCloseTo(60);
    expect(early.get(3)?.layer).toBeGreaterThan(early.get(5)?.layer ?? 9);
    const late = turning(now, next, 1, 0.75);
    expect([...late.keys()].sort()).toEqual([2, 4, 5]);
    expect(late.get(4)).toMatchObject({ side: -1 });
    expect(late.get(4)?.lifted).toBeCloseTo(60);
  });
  it("goes the other way for what lies on the left", () => {
    const back = turning(next, now, -1, 0.75);
    expect([...back.keys()].sort()).toEqual([2, 3, 5]);
    expect(back.get(3)).toMatchObject({ side: 1 });
  });
  it("opens a cover although nothing lies beside it", () => {
    expect([...turning({ left: null, right: 1 }, now, 1, 0.2).keys()].sort()).toEqual([1, 3]);
    expect([...turning({ left: null, right: 1 }, now, 1, 0.8).keys()].sort()).toEqual([2, 3]);
  });
  it("ends as the spread it brings", () => {
    const parts = turning(now, next, 1, 1);
    expect(parts.get(4)).toMatchObject({ side: -1, lifted: 0 });
    expect(parts.get(5)).toMatchObject({ side: 1, lifted: 0, shade: 0 });
  });
});

describe("single sheets", () => {
  it("go off to uncover the next and come back to cover it", () => {
    expect(sliding(1, 1, 0.5)).toMatchObject({ now: -0.5, next: 0, nextOver: false });
    expect(sliding(-1, -1, 0.25)).toMatchObject({ now: 0, next: -0.75, nextOver: true });
    expect(sliding(-1, 1, 0.5)).toMatchObject({ now: 0.5 });
  });
});
