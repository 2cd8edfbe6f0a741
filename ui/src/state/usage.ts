// What a visit opens, told once for each thing: how often within a visit, and after what, is nobody's business.

import type { UsageNote } from "../messages/messages";
import type { Place } from "./visit.svelte";

const two = (n: number): string => String(n).padStart(2, "0");

/** What is opened at a place; null where that is nothing of a stand's. */
export function noteOf(place: Place, language: string, when: Date): UsageNote | null {
  const day = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  const note = (kind: UsageNote["kind"], stand: string, item: string): UsageNote => ({
    stand,
    kind,
    item,
    language,
    day,
    hour: when.getHours(),
  });
  switch (place.kind) {
    case "stand":
      return note("stand", place.stand, "");
    case "reader":
      return note("publication", place.stand, place.publication);
    case "cinema":
      return note("film", place.stand, place.film);
    case "photo":
      return note("photos", place.stand, place.series);
    default:
      return null;
  }
}

/** Remembers within a visit what was told. */
export class Openings {
  #told = new Set<string>();

  /** What is to be told of a place: nothing the second time, and everything anew after the visit. */
  at(place: Place, language: string, when: Date): UsageNote | null {
    if (place.kind === "attract") this.#told.clear();
    const note = noteOf(place, language, when);
    if (note === null) return null;
    const name = JSON.stringify([note.stand, note.kind, note.item]);
    if (this.#told.has(name)) return null;
    this.#told.add(name);
    return note;
  }
}
