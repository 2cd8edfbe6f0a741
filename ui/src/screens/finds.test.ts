// Finds are looked up in the newest snapshot, open where they were found, and hang on as many shelves as there is room.
import { expect, test } from "vitest";
import type { HitKind, SearchHit } from "../messages/messages";
import { catalogue, edition, film, photo, publication, series, stand } from "../messages/sample";
import { findsOf, hanging } from "./finds";

const house = catalogue([
  stand(3, {
    publications: [publication("book", edition("en"), edition("fr"))],
    films: [film("film")],
    series: [series("photos", photo("p1"), photo("p2"))],
  }),
]);
const hit = (kind: HitKind, id: string, has: Partial<SearchHit> = {}): SearchHit => ({
  kind,
  stand: "stand-3",
  id,
  media: null,
  page: null,
  seconds: null,
  title: { text: "", marks: [] },
  snippet: null,
  ...has,
});
const lying = { width: 192, height: 108, room: 94.4 };
const upright = { width: 108, height: 192, room: 166.4 };
const atRest = { size: "normal", growth: 1, reach: false } as const;
const placesOf = (...hits: SearchHit[]) => findsOf(hits, house, "bread", 16, 26).map(({ place }) => place);

test("each kind opens where it was found", () => {
  const reader = { kind: "reader", stand: "stand-3", publication: "book", media: "media-fr" };
  expect(
    placesOf(
      hit("stand", "stand-3"),
      hit("publication", "book", { media: "media-fr", page: 7 }),
      hit("publication", "book", { media: "media-fr" }),
      hit("film", "film", { media: "media-film", seconds: 4.5 }),
      hit("film", "film", { media: "media-film" }),
      hit("series", "photos", { media: "media-p1" }),
      hit("photo", "p2", { media: "media-p2" }),
    ),
  ).toEqual([
    { kind: "stand", stand: "stand-3" },
    { ...reader, page: 7, find: "bread" },
    { ...reader, page: 1 },
    { kind: "cinema", stand: "stand-3", film: "film", at: 4.5 },
    { kind: "cinema", stand: "stand-3", film: "film" },
    { kind: "photo", stand: "stand-3", series: "photos", photo: "p1" },
    { kind: "photo", stand: "stand-3", series: "photos", photo: "p2" },
  ]);
});

test("what is gone meanwhile is left out", () => {
  expect(
    placesOf(
      hit("film", "other"),
      hit("photo", "p9"),
      hit("series", "photos", { media: "media-p9" }),
      hit("publication", "book", { media: "media-de" }),
      hit("stand", "stand-4", { stand: "stand-4" }),
    ),
  ).toEqual([]);
});

test("with one language only, the edition that is on the shelf opens, and what is on no shelf is not found", () => {
  const french = hit("publication", "book", { media: "media-fr", page: 7 });
  const places = (language: string) =>
    findsOf([french, hit("film", "film"), hit("photo", "p1")], house, "bread", 16, 26, language).map(
      ({ place }) => place,
    );
  expect(places("fr")[0]).toMatchObject({ media: "media-fr", page: 7, find: "bread" });
  expect(places("en")[0]).toEqual({
    kind: "reader",
    stand: "stand-3",
    publication: "book",
    media: "media-en",
    page: 1,
  });
  expect(places("de").map(({ kind }) => kind)).toEqual(["cinema", "photo"]);
});

test("objects keep their proportions and their place", () => {
  const hits = [hit("publication", "book", { media: "media-en" }), hit("film", "film"), hit("photo", "p1")];
  for (const { size } of findsOf(hits, house, "", 16, 26)) {
    expect(size.height).toBeLessThanOrEqual(16);
    expect(size.width).toBeLessThanOrEqual(26);
  }
  const [book] = findsOf(hits, house, "", 16, 26);
  expect((book?.size.width ?? 0) / (book?.size.height ?? 1)).toBeCloseTo(595 / 842);
});

test("one shelf fits above the keyboard, and more without it and on an upright glass", () => {
  const shelves = (glass: typeof lying, all: boolean) => hanging(glass, atRest, all).shelves;
  expect([shelves(lying, false), shelves(lying, true)]).toEqual([1, 2]);
  expect([shelves(upright, false), shelves(upright, true)]).toEqual([3, 5]);
  for (const glass of [lying, upright]) expect(shelves({ ...glass, room: 40 }, false)).toBe(1);
});

test("with larger words nothing lies under the keyboard or the plinth, and without room for objects words are left", () => {
  for (const [size, growth] of [
    ["normal", 1],
    ["large", 1.3],
    ["largest", 5.8 / 2.4],
  ] as const)
    for (const glass of [lying, { ...lying, room: 83 }, upright, { ...upright, room: 150 }])
      for (const all of [true, false]) {
        const { first, put, label, shelves, keyboard } = hanging(glass, { size, growth, reach: false }, all);
        expect(first + shelves * (put + label)).toBeLessThanOrEqual(glass.room - (all ? 0 : keyboard) + 0.6);
      }
  expect(hanging({ ...lying, room: 83 }, { size: "largest", growth: 5.8 / 2.4, reach: false }, false).put).toBe(0);
});

test("within reach everything that is found hangs in the lower part of the glass", () => {
  for (const glass of [lying, upright]) {
    const { put, label, shelves } = hanging(glass, { ...atRest, reach: true }, true);
    expect(shelves * (put + label)).toBeLessThanOrEqual(0.42 * glass.height - (glass.height - glass.room) + 0.6);
  }
});
