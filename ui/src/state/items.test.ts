// What stands on the shelves, and who stands beside whom.
import { expect, test } from "vitest";
import { catalogue, edition, film, photo, publication, series, stand } from "../messages/sample";
import { neighbours, shelvesOf } from "./items";
import { hero, showpieces } from "./showpieces";

test("only what exists in the visitor's language: known publications, films without foreign captions, all photos", () => {
  const french = { ...edition("fr-1"), language: "fr-be" };
  const captioned = { ...film("c"), sound: true, captions: [{ media: "x", language: "nl" }] };
  const one = stand(1, {
    publications: [
      publication("both", { ...edition("en-1"), language: "en" }, french),
      publication("english", { ...edition("en-2"), language: "en" }),
      publication("unknown", { ...edition("u"), language: null }),
    ],
    films: [
      film("f"),
      captioned,
      { ...captioned, id: "silent", sound: false },
      { ...captioned, id: "whose", captions: [{ media: "y", language: null }] },
    ],
    series: [series("s", photo("p"))],
  });
  const shelves = shelvesOf(one, "fr");
  expect(shelves.publications.map(({ id }) => id)).toEqual(["both"]);
  expect(shelves.films.map(({ id }) => id)).toEqual(["f", "silent", "whose"]);
  expect([shelves.photos, shelves.foreign, shelves.empty]).toEqual([1, 3, false]);
  expect(shelvesOf(one).foreign).toBe(0);
});

test("broken things stay off the shelf, down to a stand that is empty", () => {
  const shelves = shelvesOf(
    stand(1, {
      publications: [
        publication("a", edition("en", "broken")),
        publication("b", edition("en", "broken"), edition("fr")),
      ],
      films: [film("f", "broken")],
      series: [series("s", photo("p", "broken")), series("t", photo("q"), photo("r", "broken"))],
    }),
  );
  expect(shelves.publications.map((one) => one.id)).toEqual(["b"]);
  expect(shelves.publications[0]?.editions.map((one) => one.language)).toEqual(["fr"]);
  expect(shelves.films).toEqual([]);
  expect(shelves.series.map((one) => one.id)).toEqual(["t"]);
  expect(shelves.photos).toBe(1);
  expect(shelves.empty).toBe(false);
  expect(shelvesOf(stand(2, { films: [film("f", "broken")] })).empty).toBe(true);
});

test("the row of stands goes around the corner, and one stand has no neighbours", () => {
  const hall = catalogue([stand(1), stand(2), stand(3)]);
  expect(neighbours(hall, "stand-1")?.before.number).toBe(3);
  expect(neighbours(hall, "stand-3")?.after.number).toBe(1);
  expect(neighbours(catalogue([stand(1)]), "stand-1")).toBeUndefined();
  expect(neighbours(hall, "gone")).toBeUndefined();
});

test("a bay shows a cover and a film or a photo of another shape, and two photos when there is nothing else", () => {
  const wide = photo("wide");
  const high = photo("high", "ready", 800, 1200);
  const both = shelvesOf(
    stand(1, { publications: [publication("a", edition("en"))], series: [series("s", high, wide)] }),
  );
  expect(showpieces(both)).toMatchObject([{ kind: "publication" }, { photo: { id: "wide" } }]);
  const photos = shelvesOf(stand(1, { series: [series("s", wide, photo("w2"), high)] }));
  expect(showpieces(photos)).toMatchObject([{ photo: { id: "wide" } }, { photo: { id: "high" } }]);
  expect(showpieces(shelvesOf(stand(1, { films: [film("f")] })))).toHaveLength(1);
  expect(showpieces(shelvesOf(stand(1)))).toEqual([]);
});

test("the picture of a stand is the ready photo that loses least, else a poster, never one that is not there", () => {
  const shelves = shelvesOf(
    stand(1, { series: [series("s", photo("high", "ready", 800, 1600), photo("near", "ready", 1300, 1000))] }),
  );
  expect(hero(shelves)?.media).toBe("media-near");
  expect(hero(shelvesOf(stand(1, { series: [series("s", photo("p", "pending"))], films: [film("f")] })))?.media).toBe(
    "media-f",
  );
  expect(hero(shelvesOf(stand(1, { films: [film("f", "pending")] })))).toBeNull();
});
