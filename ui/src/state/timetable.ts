// The order of screens in step: what is shown follows from the wall clock and the catalogue alone, so that screens of
// the same folder show the same without a word between them.

import { attractionsOf, type Exhibit, type Hall, type Turn } from "./order";
import { standsAt } from "./dayparts";

/** An exhibit and how many slots it takes. */
interface Entry {
  exhibit: Exhibit;
  slots: number;
}

/** A film that is this late begins at its beginning all the same, in seconds: nobody sees it, and to seek takes longer. */
const LATE = 0.3;

/** Answers what is on at a moment. */
export class Timetable {
  /** The turn that is on at the moment the hall names. Null when nothing is ready. */
  next(hall: Hall): Turn | null {
    const { photo_seconds: seconds, film_seconds: longest } = hall.catalogue.exhibition.attract;
    const slot = seconds * 1_000;
    const entries = listed(hall).map((exhibit): Entry => {
      const length = exhibit.kind === "film" ? Math.min(exhibit.film.seconds, longest) : seconds;
      return { exhibit, slots: Math.max(1, Math.ceil(length / seconds)) };
    });
    const total = entries.reduce((sum, { slots }) => sum + slots, 0);
    if (total === 0) return null;
    const now = Math.floor(hall.when / slot);
    let at = now % total;
    for (const { exhibit, slots } of entries) {
      if (at < slots) {
        const began = (now - at) * slot;
        const from = (hall.when - began) / 1_000;
        return { attraction: exhibit, until: began + slots * slot, from: from < LATE ? 0 : from };
      }
      at -= slots;
    }
    return null;
  }
}

/** Stands by turns, each as often as the one that brought most, so that all get equal time. */
function listed(hall: Hall): readonly Exhibit[] {
  const stands = standsAt(hall.catalogue, hall.minute)
    .map(attractionsOf)
    .filter((ready) => ready.length > 0);
  const rounds = Math.max(0, ...stands.map((ready) => ready.length));
  return Array.from({ length: rounds }, (_, round) =>
    stands.map((ready) => ready[round % ready.length] as Exhibit),
  ).flat();
}
