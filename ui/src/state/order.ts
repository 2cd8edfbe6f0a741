// The order of the attract loop: stands in turn so that each gets equal time, shuffled within, only what is ready.

import type { Catalogue, Stand } from "../messages/messages";
import type { Item } from "./items";

/** An item that is ready to fill the screen by itself; a publication does so with its cover. */
export type Attraction = Item;

/** Deals attractions one by one. `random` answers in [0, 1), passed in so that a test knows the order. */
export class Order {
  #lastStand: string | null = null;
  #shown = new Map<string, Set<string>>();

  constructor(readonly random: () => number = Math.random) {}

  /** The next attraction, or null when nothing is ready. Within a stand nothing comes twice before all came once. */
  next(catalogue: Catalogue): Attraction | null {
    const { stands } = catalogue;
    const after = stands.findIndex((stand) => stand.id === this.#lastStand) + 1;
    for (let step = 0; step < stands.length; step++) {
      const stand = stands[(after + step) % stands.length];
      if (stand === undefined) continue;
      const ready = attractionsOf(stand);
      if (ready.length === 0) continue;
      this.#lastStand = stand.id;
      return this.#deal(stand.id, ready);
    }
    return null;
  }

  #deal(stand: string, ready: readonly Attraction[]): Attraction {
    const shown = this.#shown.get(stand) ?? new Set<string>();
    this.#shown.set(stand, shown);
    let left = ready.filter((one) => !shown.has(idOf(one)));
    if (left.length === 0) {
      // A new round; the last of the old one may not open it, unless it is the only one.
      const last = [...shown].at(-1);
      shown.clear();
      left = ready.filter((one) => ready.length === 1 || idOf(one) !== last);
    }
    // Films and what stands still alternate fairly first: twelve photos would else bury the one film.
    const films = left.filter((one) => one.kind === "film");
    const stills = left.filter((one) => one.kind !== "film");
    const kind = films.length === 0 ? stills : stills.length === 0 || this.random() < 0.5 ? films : stills;
    const one = kind[Math.floor(this.random() * kind.length)] ?? (kind[0] as Attraction);
    shown.add(idOf(one));
    return one;
  }
}

const idOf = (one: Attraction): string =>
  one.kind === "film" ? one.film.id : one.kind === "photo" ? one.photo.id : one.publication.id;

/** The file whose picture stands for an attraction, and its shape in pixels; null when a publication has no cover. */
export function pictureOf(one: Attraction): { media: string; width: number; height: number } | null {
  if (one.kind === "film") return one.film;
  if (one.kind === "photo") return one.photo;
  return one.publication.editions.find((edition) => edition.state === "ready") ?? null;
}

/** What of a stand is ready to fill the screen. Covers come in only where there is no film and no photo to come. */
export function attractionsOf(stand: Stand): readonly Attraction[] {
  const films = stand.films
    .filter((film) => film.state === "ready")
    .map((film): Attraction => ({ kind: "film", stand, film }));
  const photos = stand.series.flatMap((series) =>
    series.photos
      .filter((photo) => photo.state === "ready")
      .map((photo): Attraction => ({ kind: "photo", stand, series, photo })),
  );
  if (films.length + photos.length > 0) return [...films, ...photos];
  // Photos that are being made come soon; until then the stand keeps its turn to itself.
  if (stand.series.some((series) => series.photos.some((photo) => photo.state === "pending"))) return [];
  return stand.publications
    .map((publication): Attraction => ({ kind: "publication", stand, publication }))
    .filter((one) => pictureOf(one) !== null);
}
