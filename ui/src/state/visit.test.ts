// Ways through the show, and that nothing of a visit is left for the next visitor.
import { beforeEach, expect, test } from "vitest";
import { catalogue, edition, film, photo, publication, series, stand } from "../messages/sample";
import { Visit, VOLUME_AT_FIRST } from "./visit.svelte";

const one = stand(1, {
  publications: [publication("book", edition("en"), edition("fr"))],
  films: [film("film")],
  series: [series("photos", photo("p1"), photo("p2"))],
});
const two = stand(2);
const hall = catalogue([one, two]);
const [book] = one.publications;
const [pictures] = one.series;
if (book === undefined || pictures?.photos[0] === undefined) throw new Error("the sample has a book and a photo");
const picture = { kind: "photo", stand: one, series: pictures, photo: pictures.photos[0] } as const;

let visit: Visit;
beforeEach(() => {
  visit = new Visit();
  visit.follow(hall);
});

test("a touch wakes at the very item, in the language that showed, and back leads over its stand to the hall", () => {
  visit.wake(1_000, "fr", hall, picture);
  expect(visit.place).toEqual({ kind: "photo", stand: "stand-1", series: "photos", photo: "p1" });
  expect(visit.language).toBe("fr");
  visit.back();
  expect(visit.place).toEqual({ kind: "stand", stand: "stand-1" });
  visit.back();
  expect(visit.place.kind).toBe("hall");
  visit.back();
  expect(visit.place.kind).toBe("hall");
});

test("the first touch only wakes: input is deaf for 350 ms", () => {
  expect(visit.deaf(1_000)).toBe(false);
  visit.wake(1_000, "en", hall, picture);
  expect(visit.deaf(1_349)).toBe(true);
  expect(visit.deaf(1_350)).toBe(false);
});

test("with nothing on the glass it wakes to the hall, at a stand's own screen to that stand", () => {
  visit.wake(0, "en", hall, null);
  expect(visit.place.kind).toBe("hall");
  expect(visit.behind).toBeNull();
  const own = new Visit(2);
  own.follow(hall);
  own.wake(0, "en", hall, null);
  expect(own.place).toEqual({ kind: "stand", stand: "stand-2" });
  own.home();
  expect(own.place.kind).toBe("hall");
  expect(own.behind).toBeNull();
  const missing = new Visit(77);
  missing.wake(0, "en", hall, null);
  expect(missing.place.kind).toBe("hall");
});

test("a publication opens in the visitor's edition", () => {
  visit.wake(0, "fr", hall, null);
  visit.open({ kind: "publication", stand: one, publication: book });
  expect(visit.place).toMatchObject({ kind: "reader", media: "media-fr", page: 1 });
});

test("moving within a place leaves the way back as it was; home is always the hall", () => {
  visit.wake(0, "en", hall, null);
  visit.go({ kind: "stand", stand: "stand-1" });
  visit.open({ kind: "publication", stand: one, publication: book });
  visit.move({ kind: "reader", stand: "stand-1", publication: "book", media: "media-en", page: 7 });
  expect(visit.behind).toEqual({ kind: "stand", stand: "stand-1" });
  visit.home();
  expect(visit.place.kind).toBe("hall");
  expect(visit.trail).toEqual([]);
});

test("a reset leaves no residue: place, trail, language, leaves, origin", () => {
  const fresh = new Visit();
  fresh.follow(hall);
  visit.wake(0, "ar", hall, picture);
  visit.go({ kind: "stand", stand: "stand-2" }, { x: 1, y: 2, width: 3, height: 4 });
  visit.turn("wall", 2);
  visit.reset();
  for (const key of ["place", "trail", "language", "languages", "origin", "behind"] as const)
    expect(visit[key], key).toEqual(fresh[key]);
  expect(visit.words.code).toBe("en");
  expect(visit.leaf("wall")).toBe(0);
});

test("a language nobody offers is not spoken; one without words is not offered", () => {
  visit.speak("xx");
  expect(visit.language).toBe("en");
  visit.follow(catalogue([one], 2, { languages: ["tlh", "nl", "fr"] }));
  expect(visit.languages).toEqual(["nl", "fr"]);
  expect(visit.language).toBe("nl");
  visit.follow(catalogue([one], 3, { languages: ["tlh"] }));
  expect(visit.languages).toEqual(["en"]);
});

test("a new snapshot leaves the visitor's chosen language alone", () => {
  visit.wake(0, "fr", hall, null);
  visit.follow(catalogue([one], 2, { languages: ["en", "fr"] }));
  expect(visit.language).toBe("fr");
});

test("what is taken down under the visitor is stepped back from, as far as needed", () => {
  visit.wake(0, "en", hall, picture);
  visit.follow(catalogue([{ ...one, series: [] }, two], 2));
  expect(visit.place).toEqual({ kind: "stand", stand: "stand-1" });
  visit.wake(0, "en", hall, picture);
  visit.follow(catalogue([two], 3));
  expect(visit.place.kind).toBe("hall");
  expect(visit.behind).toBeNull();
});

test("an edition that goes away closes its reader, an item beside it does not", () => {
  visit.wake(0, "en", hall, null);
  visit.open({ kind: "publication", stand: one, publication: book });
  visit.follow(catalogue([{ ...one, films: [] }, two], 2));
  expect(visit.place.kind).toBe("reader");
  visit.follow(catalogue([{ ...one, publications: [publication("book", edition("fr"))] }, two], 3));
  expect(visit.place.kind).toBe("hall");
});

test("the organiser's ceiling holds, also for the step a visit begins with", () => {
  const visit = new Visit();
  const there = catalogue([]);
  const quiet = (loudest: number | null) => ({ ...there, exhibition: { ...there.exhibition, loudest } });
  visit.follow(quiet(3));
  expect(visit.volume).toBe(3);
  visit.volume = 8;
  expect(visit.volume).toBe(3);
  visit.follow(quiet(0));
  expect(visit.volume).toBe(0);
  visit.follow(quiet(null));
  visit.volume = 99;
  expect(visit.volume).toBe(8);
  visit.reset();
  expect(visit.volume).toBe(VOLUME_AT_FIRST);
});

test("the volume is the visitor's own: it lasts from film to film and is gone with the visit", () => {
  visit.wake(0, "en", hall, null);
  visit.volume = 2;
  visit.home();
  expect(visit.volume).toBe(2);
  visit.reset();
  expect(visit.volume).toBe(VOLUME_AT_FIRST);
});

test("the list lasts from stand to stand and is gone with the visit", () => {
  visit.wake(0, "en", hall, null);
  visit.basket.take([
    { kind: "film", stand: "stand-1", film: "film" },
    { kind: "photo", stand: "stand-1", series: "photos", photo: "p1" },
  ]);
  visit.go({ kind: "takeaway" });
  visit.home();
  expect(visit.basket.count).toBe(2);
  visit.follow(catalogue([{ ...one, films: [] }, two], 2));
  expect(visit.basket.taken.map((taken) => taken.kind)).toEqual(["photo"]);
  visit.reset();
  expect(visit.basket.taken).toEqual([]);
});

test("what was looked for lies as it was left until the visit ends, and then nothing of it is there", async () => {
  visit.wake(0, "en", hall, null);
  visit.go({ kind: "search" });
  visit.search.type("bread");
  visit.search.layout = "greek";
  visit.search.spread = true;
  const found = { total: 1, hits: [], complete: true };
  await visit.search.ask({ search: () => Promise.resolve(found) });
  visit.search.leaf = 2;
  visit.go({ kind: "reader", stand: "stand-1", publication: "book", media: "media-en", page: 7, find: "bread" });
  visit.back();
  expect(visit.place).toEqual({ kind: "search" });
  expect([visit.search.typed, visit.search.spread, visit.search.leaf]).toEqual(["bread", true, 2]);
  expect(visit.search.result).toBe(found);
  let answer: (late: typeof found) => void = () => undefined;
  const late = visit.search.ask({ search: () => new Promise((resolve) => (answer = resolve)) });
  visit.reset();
  answer(found);
  await late;
  const { typed, result, layout, spread, leaf } = visit.search;
  expect({ typed, result, layout, spread, leaf }).toEqual({
    typed: "",
    result: null,
    layout: null,
    spread: false,
    leaf: 0,
  });
});
