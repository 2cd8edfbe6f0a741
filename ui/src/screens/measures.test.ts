// Walls and cabinets for few and many, upright and lying; nothing may ever need scrolling.
import { expect, test } from "vitest";
import { leaves } from "../controls/proportions";
import { edition, film, photo, publication, series } from "../messages/sample";
import { TEXT_SIZES } from "../state/comfort.svelte";
import { arrangement } from "./cabinet";
import { frames, length, megabytes, prints, sheets, volumes } from "./things";
import { wallFor } from "./wall";

test("fifteen at once, sixteen to eighteen closer, beyond that pages", () => {
  expect(wallFor(15, false)).toEqual({ columns: 5, rows: 3, pages: 1, beside: false });
  expect(wallFor(15, true)).toEqual({ columns: 3, rows: 5, pages: 1, beside: false });
  expect(wallFor(16, false)).toEqual({ columns: 6, rows: 3, pages: 1, beside: false });
  expect(wallFor(16, true)).toEqual({ columns: 3, rows: 5, pages: 2, beside: false });
  expect(wallFor(19, false)).toEqual({ columns: 5, rows: 3, pages: 2, beside: false });
  expect(wallFor(46, true)).toEqual({ columns: 3, rows: 5, pages: 4, beside: false });
});

test("with larger words fifteen hang on two pages, eight and seven", () => {
  for (const portrait of [true, false])
    for (const size of ["large", "largest"] as const) {
      const wall = wallFor(15, portrait, size);
      expect(wall.pages, `${size} ${portrait}`).toBe(2);
      expect(wall.columns * wall.rows, `${size} ${portrait}`).toBe(8);
    }
  expect(wallFor(15, false, "largest").beside).toBe(true);
  expect(wallFor(4, false, "large")).toEqual(wallFor(4, false));
});

test("every wall has a bay for each stand, also for one and for none", () => {
  for (const size of TEXT_SIZES)
    for (const portrait of [true, false])
      for (let stands = 0; stands <= 60; stands++) {
        const { columns, rows, pages } = wallFor(stands, portrait, size);
        expect(columns * rows * pages, `${stands} stands`).toBeGreaterThanOrEqual(Math.max(1, stands));
      }
});

const lying = { width: 192, portrait: false };
const upright = { width: 108, portrait: true };

test("absent kinds close up, and a single kind is larger", () => {
  const holdings = { publications: 3, films: 3, series: 2, photos: 20 };
  expect(arrangement(holdings, lying).shape).toBe("three");
  const two = arrangement({ ...holdings, films: 0 }, lying);
  expect(two.shape).toBe("two");
  const one = arrangement({ publications: 3, films: 0, series: 0, photos: 0 }, lying);
  expect(one.shape).toBe("one");
  expect(one.publications.put).toBeCloseTo(26 * 1.4);
  expect(arrangement({ publications: 12, films: 0, series: 0, photos: 0 }, lying).publications.shelves).toBe(2);
  expect(arrangement({ publications: 0, films: 0, series: 0, photos: 0 }, lying).shape).toBe("none");
});

test("a single series with a shelf to itself hangs as prints; beside others it stays a contact sheet", () => {
  expect(arrangement({ publications: 0, films: 0, series: 1, photos: 9 }, lying).hung).toBe(true);
  expect(arrangement({ publications: 5, films: 3, series: 1, photos: 9 }, lying).hung).toBe(false);
  expect(arrangement({ publications: 0, films: 0, series: 2, photos: 9 }, lying).hung).toBe(false);
  expect(arrangement({ publications: 0, films: 0, series: 1, photos: 1 }, upright).hung).toBe(false);
});

test("films share the shelf's width and keep their proportions; prints of any shape stay on the shelf", () => {
  const three = frames([film("a"), film("b"), film("c")], 20.4, 57.5);
  expect(three.reduce((sum, one) => sum + one.width, 2 * 2.4)).toBeLessThanOrEqual(57.5);
  for (const [width, height] of [
    [4000, 1000],
    [1000, 1000],
    [700, 2000],
  ] as const) {
    const [print] = prints([photo("p", "ready", width, height)], 25);
    expect(print?.size.height).toBeLessThanOrEqual(25);
    expect(print?.size.width).toBeLessThanOrEqual(36);
  }
});

test("with larger words labels grow and objects do not: shelves page, and every thing stands on one", () => {
  const publications = Array.from({ length: 6 }, (_, n) => publication(`b${n}`, edition("en"), edition("fr")));
  const those = publications.flatMap((one) => {
    const [first] = one.editions;
    return first === undefined ? [] : [{ publication: one, edition: first }];
  });
  const [rest, larger] = [volumes(those, 26), volumes(those, 26, 1.3)];
  expect(larger.map((one) => one.size)).toEqual(rest.map((one) => one.size));
  const dealt = (things: readonly { width: number }[]) =>
    leaves(
      things.map((one) => one.width),
      2.4,
      122.4,
      11.2,
    );
  expect(dealt(rest).length).toBe(1);
  expect(dealt(larger).length).toBe(2);
  expect(dealt(larger).flat()).toEqual([0, 1, 2, 3, 4, 5]);
});

test("films that share a shelf stand on it, whatever the width of the glass", () => {
  for (let room = 70; room < 160; room += 0.7)
    for (const count of [2, 3, 4, 5]) {
      const films = frames(
        Array.from({ length: count }, (_, n) => film(`${n}`)),
        36.4,
        room,
      );
      const dealt = leaves(
        films.map((one) => one.width),
        2.4,
        room,
        11.2,
      );
      expect(dealt.length, `${count} films on ${room} rem`).toBe(count * 17 + (count - 1) * 2.4 <= room ? 1 : 2);
    }
});

test("two contact sheets stand beside each other on an upright glass too", () => {
  const seven = Array.from({ length: 7 }, (_, n) => photo(`p${n}`));
  const two = sheets([series("a", ...seven), series("b", ...seven)], 32, 96);
  expect(two.reduce((sum, one) => sum + one.width, 2.4)).toBeLessThanOrEqual(96);
});

test("a film's length is said as on a sleeve", () => {
  expect(length(108)).toBe("1:48");
  expect(length(0.4)).toBe("0:01");
  expect(length(3671)).toBe("1:01:11");
  expect(length(0)).toBe("");
});

test("a size is said as the visitor's language says it", () => {
  const said = (kilobytes: number, language: string) => megabytes(kilobytes, language).replace(/[\u00a0\u202f]/g, " ");
  expect(said(3_140, "en")).toBe("3.1 MB");
  expect(said(3_140, "fr")).toBe("3,1 Mo");
  expect(said(21_400, "en")).toBe("21 MB");
  expect(said(640, "de")).toBe("640 kB");
});
