// What was found, as things on a shelf: looked up in the newest snapshot, measured, and where each one opens.

import type { Catalogue, Edition, Film, Photo, PhotoSeries, SearchHit, Stand } from "../messages/messages";
import type { Place } from "../state/visit.svelte";
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

/** The finds that are still there. `put` is the height above the ledge and `widest` the width of a place, in rem. */
export function findsOf(
  hits: readonly SearchHit[],
  catalogue: Catalogue,
  typed: string,
  put: number,
  widest: number,
): readonly Find[] {
  return hits.flatMap((hit) => {
    const stand = catalogue.stands.find((one) => one.id === hit.stand);
    const found = stand && opened(hit, stand, typed);
    if (stand === undefined || found === undefined) return [];
    const size = sizeOf(found.object, { width: widest, height: put });
    return [{ id: `${hit.kind} ${hit.stand} ${hit.id}`, hit, stand, size, ...found }];
  });
}

function opened(hit: SearchHit, stand: Stand, typed: string): Pick<Find, "object" | "place"> | undefined {
  switch (hit.kind) {
    case "stand":
      return { object: { kind: "stand" }, place: { kind: "stand", stand: stand.id } };
    case "publication": {
      const publication = stand.publications.find((one) => one.id === hit.id);
      const edition = publication?.editions.find((one) => one.media === hit.media);
      if (publication === undefined || edition === undefined) return undefined;
      const place = { kind: "reader", stand: stand.id, publication: publication.id, media: edition.media } as const;
      const at = hit.page === null ? { page: 1 } : { page: hit.page, find: typed };
      return { object: { kind: "publication", edition }, place: { ...place, ...at } };
    }
    case "film": {
      const film = stand.films.find((one) => one.id === hit.id);
      if (film === undefined) return undefined;
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
  /** Height above the ledge. */
  put: number;
}

/** Height of the keyboard in rem. */
export const keyboardHeight = (portrait: boolean): number =>
  portrait ? KEYBOARD_REM.portrait : KEYBOARD_REM.landscape;

/** Height of a label below the ledge. */
export const LABEL_REM = 12.4;
/** From the upper edge of the room to the first shelf. */
export const FIRST_REM = 16.4;

/** As many shelves as there is room for above the keyboard, or without it. `room` is the height above the plinth. */
export function hanging(portrait: boolean, room: number, spread: boolean): Hanging {
  const left = room - FIRST_REM - (spread ? 0 : keyboardHeight(portrait));
  const put = 16;
  const shelves = Math.max(1, Math.floor((left + 0.5) / (put + LABEL_REM)));
  // What is left over makes the objects larger, as far as they have their room beside each other.
  const higher = Math.min(20, left / shelves - LABEL_REM);
  return { columns: portrait ? 3 : 5, shelves, put: Math.max(put, higher) };
}

/** A time within words of any writing: its digits keep their order. */
export const ltr = (time: string): string => `\u2066${time}\u2069`;
