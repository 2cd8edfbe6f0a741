// What was found, as things on a shelf: looked up in the newest snapshot, measured, and where each one opens.

import type { Catalogue, Edition, Film, Photo, PhotoSeries, SearchHit, Stand } from "../messages/messages";
import { speaksTo } from "../state/items";
import { editionFor, reads } from "../state/languages";
import type { Place } from "../state/visit.svelte";
import type { Comfort, TextSize } from "../state/comfort.svelte";
import { KEYBOARD_REM } from "../viewers/finding";
import { cell, FILM_BORDER_REM, framed, PRINT_BORDER_REM, sheet, within, type Size } from "../controls/proportions";

/** The object that stands for a find. */
export type FoundObject =
  | { kind: "stand" }
  | { kind: "publication"; edition: Edition }
  | { kind: "film"; film: Film }
  | { kind: "photo"; photo: Photo }
  | { kind: "series"; series: PhotoSeries };

/** One find on the shelf. */
export interface Find {
  /** The same for the same find. */
  id: string;
  hit: SearchHit;
  stand: Stand;
  object: FoundObject;
  /** In rem. */
  size: Size;
  /** Where it opens. */
  place: Place;
}

/**
 * The finds that are still there. `put` is the height above the ledge and `widest` the width of a place, in rem. With a
 * `language` only what is on the shelves in that language (`shelvesOf`).
 */
export function findsOf(
  hits: readonly SearchHit[],
  catalogue: Catalogue,
  typed: string,
  put: number,
  widest: number,
  language: string | null = null,
): readonly Find[] {
  return hits.flatMap((hit) => {
    const stand = catalogue.stands.find((one) => one.id === hit.stand);
    const found = stand && opened(hit, stand, typed, language);
    if (stand === undefined || found === undefined) return [];
    const size = sizeOf(found.object, { width: widest, height: put });
    return [{ id: `${hit.kind} ${hit.stand} ${hit.id}`, hit, stand, size, ...found }];
  });
}

/** Nothing where it is gone, or not on the shelves of a visitor who wants things in a `language` only. */
function opened(
  hit: SearchHit,
  stand: Stand,
  typed: string,
  language: string | null,
): Pick<Find, "object" | "place"> | undefined {
  switch (hit.kind) {
    case "stand":
      return { object: { kind: "stand" }, place: { kind: "stand", stand: stand.id } };
    case "publication": {
      const publication = stand.publications.find((one) => one.id === hit.id);
      const edition = publication?.editions.find((one) => one.media === hit.media);
      if (publication === undefined || edition === undefined) return undefined;
      const place = { kind: "reader", stand: stand.id, publication: publication.id } as const;
      if (language !== null && !reads(language, edition.language)) {
        // The words are in another edition; the one that is on the shelf opens at its beginning.
        const own = editionFor(publication, language);
        if (own === null || !reads(language, own.language)) return undefined;
        return { object: { kind: "publication", edition: own }, place: { ...place, media: own.media, page: 1 } };
      }
      const at = hit.page === null ? { page: 1 } : { page: hit.page, find: typed };
      return { object: { kind: "publication", edition }, place: { ...place, media: edition.media, ...at } };
    }
    case "film": {
      const film = stand.films.find((one) => one.id === hit.id);
      if (film === undefined || (language !== null && !speaksTo(film, language))) return undefined;
      const place = { kind: "cinema", stand: stand.id, film: film.id } as const;
      return { object: { kind: "film", film }, place: hit.seconds === null ? place : { ...place, at: hit.seconds } };
    }
    case "series": {
      const series = stand.series.find((one) => one.id === hit.id);
      const photo = series?.photos.find((one) => one.media === hit.media);
      if (series === undefined || photo === undefined) return undefined;
      const place = { kind: "photo", stand: stand.id, series: series.id, photo: photo.id } as const;
      return { object: { kind: "series", series }, place };
    }
    case "photo": {
      const series = stand.series.find((one) => one.photos.some((photo) => photo.id === hit.id));
      const photo = series?.photos.find((one) => one.id === hit.id);
      if (series === undefined || photo === undefined) return undefined;
      const place = { kind: "photo", stand: stand.id, series: series.id, photo: photo.id } as const;
      return { object: { kind: "photo", photo }, place };
    }
  }
}

function sizeOf(object: FoundObject, box: Size): Size {
  switch (object.kind) {
    case "stand":
      return { width: box.height * 0.7, height: box.height * 0.8 };
    case "publication":
      return within(object.edition, { width: box.width, height: box.height * 0.95 });
    case "film":
      return framed(object.film, FILM_BORDER_REM, { width: box.width, height: box.height * 0.82 });
    case "photo":
      return framed(object.photo, PRINT_BORDER_REM, { width: box.width, height: box.height * 0.82 });
    case "series": {
      const count = object.series.photos.length;
      return sheet(count, cell(count, { width: box.width, height: box.height * 0.95 }));
    }
  }
}

/** How the finds are hung: how many beside each other, on how many shelves. Sizes in rem. */
export interface Hanging {
  columns: number;
  shelves: number;
  /** From the upper edge of the room to the first shelf. */
  first: number;
  /** Height above the ledge; 0 where there is room for the words alone. */
  put: number;
  /** Height of a label below the ledge. */
  label: number;
  /** Height of the keyboard. */
  keyboard: number;
}

const FIRST_REM: Record<TextSize, number> = { normal: 16.4, large: 16.4, largest: 22 };
const COLUMNS: Record<TextSize, { upright: number; lying: number }> = {
  normal: { upright: 3, lying: 5 },
  large: { upright: 2, lying: 4 },
  largest: { upright: 1, lying: 2 },
};
/** Least height above the ledge at which an object is still recognised. */
const LEAST_PUT = 7;
/** The lower part of the glass in which hands reach everything. */
const REACHED = 0.42;
/** Height of the keyboard where it must lie low: four rows of keys a finger high. */
const LOW_KEYBOARD_REM = 33;

/**
 * As many shelves as there is room for above the keyboard, or without it. `glass` measures the glass, and the room above
 * the plinth, in rem.
 */
export function hanging(
  glass: { width: number; height: number; room: number },
  { size, growth, reach }: Pick<Comfort, "size" | "growth" | "reach">,
  spread: boolean,
): Hanging {
  const portrait = glass.height > glass.width;
  const high = portrait ? KEYBOARD_REM.portrait : KEYBOARD_REM.landscape;
  const keyboard = reach && !portrait ? LOW_KEYBOARD_REM : high;
  const first = FIRST_REM[size];
  const plinth = glass.height - glass.room;
  const left = spread ? (reach ? REACHED * glass.height - plinth : glass.room - first) : glass.room - first - keyboard;
  // Three lines of the smallest words, and the air above and below them.
  const label = 3 + 9.4 * growth;
  const shelves = Math.max(1, Math.floor((left + 0.5) / (16 + label)));
  // What is left over makes the objects larger, as far as they have their room beside each other.
  const put = Math.min(20, left / shelves - label);
  const columns = COLUMNS[size][portrait ? "upright" : "lying"];
  if (put < LEAST_PUT) return { columns, shelves: 1, first, put: 0, label: Math.max(0, left), keyboard };
  return { columns, shelves, first, put, label, keyboard };
}

/** A time within words of any writing: its digits keep their order. */
export const ltr = (time: string): string => `\u2066${time}\u2069`;
