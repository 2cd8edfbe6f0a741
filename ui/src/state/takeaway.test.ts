// What the one code carries: files, else the organisers' page, else one link, else a note; and that nothing gets lost.
import { expect, test } from "vitest";
import { catalogue, edition, film, photo, publication, series, stand } from "../messages/sample";
import { Basket, MOST } from "./basket.svelte";
import { carried, contactOf, linkFor, MOST_BYTES, takenFrom, thingsOf, websiteOf, type NoteWords } from "./takeaway";

const words: NoteWords = {
  event: "Arrivals",
  nameOf: (thing) => thing.title ?? "Photograph",
  standOf: (one) => `Stand ${one.number}`,
};
const away = (link: string | null, links = {}) => ({ link, links, kilobytes: 500 });
const hall = (...links: (string | null)[]) =>
  catalogue([
    stand(7, {
      publications: [publication("book", edition("en"), edition("fr"))],
      films: links.map((link, n) => ({ ...film(`film ${n}`), away: away(link) })),
      series: [series("Portraits", photo("p1"))],
    }),
  ]);
const films = (show: ReturnType<typeof hall>) =>
  thingsOf(takenFrom(show.stands[0] ?? stand(0), "fr"), show, "fr").filter((thing) => thing.kind === "film");
const nothing = { files: null, page: null };

test("an empty list has no code", () => {
  expect(carried([], { files: "http://10.0.0.7/T/A", page: "https://a.example/" }, words)).toBeNull();
});

test("files go before the organisers' page, the page before links, one link before a note", () => {
  const things = films(hall("https://a.example/1", null));
  const both = { files: "http://10.0.0.7:4711/T/ABC", page: "https://event.example/take" };
  expect(carried(things, both, words)).toMatchObject({ kind: "files", text: both.files, fits: 2, ask: [] });
  expect(carried(things, { ...both, files: null }, words)).toEqual({
    kind: "page",
    text: "https://event.example/take#b=film 0,film 1",
    fits: 2,
    ask: [],
  });
  const one = carried(things, nothing, words);
  expect(one).toMatchObject({ kind: "link", text: "https://a.example/1", fits: 1 });
  expect(one?.ask.map((thing) => thing.title)).toEqual(["film 1"]);
});

test("the organisers' page gets the choice in the fragment, which no server sees", () => {
  const show = hall(null);
  const all = thingsOf(takenFrom(show.stands[0] ?? stand(0), "fr"), show, "fr");
  const text = carried(all, { files: null, page: "https://event.example/take?day=2" }, words)?.text ?? "";
  const { search, hash } = new URL(text);
  expect(search).toBe("?day=2");
  expect(decodeURIComponent(hash)).toBe("#b=book:fr,film 0,p1");
});

test("several links become a note with titles and addresses; what has none is named with its stand", () => {
  const note = carried(films(hall("https://a.example/1", null, "https://a.example/2")), nothing, words);
  expect(note?.kind).toBe("note");
  expect(note?.text).toBe("Arrivals\nfilm 0\nhttps://a.example/1\nfilm 2\nhttps://a.example/2\nfilm 1 (Stand 7)");
  expect([note?.fits, note?.ask.map((thing) => thing.title)]).toEqual([3, ["film 1"]]);
});

test("without any link the note says where to ask", () => {
  const note = carried(films(hall(null)), nothing, words);
  expect(note).toMatchObject({ kind: "note", text: "Arrivals\nfilm 0 (Stand 7)", fits: 1 });
});

test("a note never holds more than a code that can be scanned, and says how many fit", () => {
  const links = Array.from({ length: 30 }, (_, n) => `https://a.example/${"é".repeat(20)}/${n}`);
  const note = carried(films(hall(...links)), nothing, words);
  expect(new TextEncoder().encode(note?.text).length).toBeLessThanOrEqual(MOST_BYTES);
  expect(note?.fits).toBeGreaterThan(3);
  expect(note?.fits).toBeLessThan(30);
  expect(note?.text.split("\n").length).toBe(1 + 2 * (note?.fits ?? 0));
  const long = carried(films(hall(null)), nothing, { ...words, event: "ع".repeat(500) });
  expect(long?.fits).toBe(1);
});

test("signs for the eye alone stay on the glass", () => {
  const note = carried(films(hall(null)), nothing, { ...words, nameOf: () => "ثوانٍ\u200c" });
  expect(note?.text).toContain("ثوانٍ (");
});

test("a link is the visitor's own, then everybody's, then one they may read", () => {
  const links = { fr: "https://a.example/fr", nl: "https://a.example/nl" };
  expect(linkFor(away("https://a.example/", links), "fr")).toBe(links.fr);
  expect(linkFor(away("https://a.example/", links), "fr-BE")).toBe(links.fr);
  expect(linkFor(away("https://a.example/", links), "ar")).toBe("https://a.example/");
  expect(linkFor(away(null, links), "ar")).toBe(links.fr);
  expect(linkFor(away(null), "ar")).toBeNull();
});

test("everything of a stand goes on the list in the visitor's edition, broken things do not", () => {
  const broken = stand(1, {
    publications: [publication("book", edition("en"), edition("fr")), publication("gone", edition("en", "broken"))],
    films: [film("bad", "broken"), film("good")],
    series: [series("photos", photo("p1"), photo("p2", "broken"))],
  });
  expect(takenFrom(broken, "fr")).toEqual([
    { kind: "publication", stand: "stand-1", publication: "book", media: "media-fr" },
    { kind: "film", stand: "stand-1", film: "good" },
    { kind: "photo", stand: "stand-1", series: "photos", photo: "p1" },
  ]);
});

test("the list holds each thing once, no more than a list holds, and nothing that left the show", () => {
  const show = hall(null, null);
  const all = takenFrom(show.stands[0] ?? stand(0), "en");
  const basket = new Basket();
  basket.take(all);
  basket.take(all);
  expect(basket.count).toBe(4);
  const [book, first] = all;
  if (book === undefined || first === undefined) throw new Error("the sample has a book and a film");
  basket.putBack(first);
  expect([basket.count, basket.has(first), basket.has(book)]).toEqual([3, false, true]);
  basket.follow(catalogue([stand(7, { films: [film("film 1")] })]));
  expect(basket.taken.map((one) => one.kind)).toEqual(["film"]);
  basket.take(Array.from({ length: 100 }, (_, n) => ({ kind: "film", stand: "stand-7", film: `${n}` })));
  expect([basket.count, basket.full]).toEqual([MOST, true]);
  basket.empty();
  expect(basket.count).toBe(0);
});

test("a stand is reached by what a phone understands", () => {
  expect(websiteOf({ website: "seafarers.example" })).toEqual({
    text: "seafarers.example",
    address: "https://seafarers.example/",
  });
  expect(websiteOf({ website: "http://a.example/x/" })).toEqual({
    text: "a.example/x",
    address: "http://a.example/x/",
  });
  for (const website of [null, "", "see our page", "page", "javascript:alert(1)"])
    expect(websiteOf({ website }), String(website)).toBeNull();
  expect(contactOf({ contact: "hello@a.example" })?.address).toBe("mailto:hello@a.example");
  expect(contactOf({ contact: "+32 (2) 123.45" })?.address).toBe("tel:+3221 23.45".replace(/[ .]/g, ""));
  expect(contactOf({ contact: null })).toBeNull();
});
