// What the visitor has chosen to take away: a list of names that lasts as long as the visit, and is kept nowhere.

import type { Catalogue } from "../messages/messages";

/** One thing on the list, by its ids. A publication is taken in one language: `media` names the edition. */
export type Taken =
  | { kind: "publication"; stand: string; publication: string; media: string }
  | { kind: "film"; stand: string; film: string }
  | { kind: "photo"; stand: string; series: string; photo: string };

/** So many things are a list; more would be everything. */
export const MOST = 60;

/** Tells one thing from every other. */
export function keyOf(one: Taken): string {
  switch (one.kind) {
    case "publication":
      return `${one.publication} ${one.media}`;
    case "film":
      return one.film;
    case "photo":
      return one.photo;
  }
}

/** The list of one visit. */
export class Basket {
  /** In the order in which they were taken. */
  taken: readonly Taken[] = $state.raw([]);

  /** How many things are on it. */
  get count(): number {
    return this.taken.length;
  }

  /** Whether nothing more fits. */
  get full(): boolean {
    return this.count >= MOST;
  }

  /** Whether this thing is on it. */
  has(one: Taken): boolean {
    const key = keyOf(one);
    return this.taken.some((other) => keyOf(other) === key);
  }

  /** Puts things on it, each once, as far as they fit. */
  take(those: readonly Taken[]): void {
    const all = [...this.taken];
    for (const one of those) {
      if (all.length < MOST && all.every((other) => keyOf(other) !== keyOf(one))) all.push(one);
    }
    this.taken = all;
  }

  /** Takes one thing off it. */
  putBack(one: Taken): void {
    const key = keyOf(one);
    this.taken = this.taken.filter((other) => keyOf(other) !== key);
  }

  /** Takes everything off it. */
  empty(): void {
    this.taken = [];
  }

  /** What is not in the show any more cannot be taken away. */
  follow(catalogue: Catalogue): void {
    const left = this.taken.filter((one) => exists(one, catalogue));
    if (left.length !== this.count) this.taken = left;
  }
}

function exists(one: Taken, catalogue: Catalogue): boolean {
  const stand = catalogue.stands.find((other) => other.id === one.stand);
  switch (one.kind) {
    case "publication": {
      const publication = stand?.publications.find((other) => other.id === one.publication);
      return publication?.editions.some((edition) => edition.media === one.media) ?? false;
    }
    case "film":
      return stand?.films.some((film) => film.id === one.film) ?? false;
    case "photo":
      return stand?.series.some((series) => series.photos.some((photo) => photo.id === one.photo)) ?? false;
  }
}
