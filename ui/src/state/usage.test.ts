// Openings: each thing once in a visit, again in the next one, and nothing else told than what, where, when and in which language.
import { expect, test } from "vitest";
import { Openings } from "./usage";

const when = new Date(2026, 10, 7, 9, 5);
const stand = { kind: "stand", stand: "s" } as const;
const photo = (photo: string) => ({ kind: "photo", stand: "s", series: "p", photo }) as const;

test("each thing is told once in a visit", () => {
  const openings = new Openings();
  expect(openings.at(stand, "fr", when)).toEqual({
    stand: "s",
    kind: "stand",
    item: "",
    language: "fr",
    day: "2026-11-07",
    hour: 9,
  });
  expect(openings.at(photo("a"), "fr", when)).toMatchObject({ kind: "photos", item: "p" });
  // Another photo of the same exhibition, and back to the stand.
  expect(openings.at(photo("b"), "fr", when)).toBeNull();
  expect(openings.at(stand, "en", when)).toBeNull();
  expect(openings.at({ kind: "hall" }, "en", when)).toBeNull();
});

test("the next visit begins anew", () => {
  const openings = new Openings();
  openings.at(stand, "fr", when);
  expect(openings.at({ kind: "attract" }, "en", when)).toBeNull();
  expect(openings.at(stand, "fr", when)).not.toBeNull();
});
