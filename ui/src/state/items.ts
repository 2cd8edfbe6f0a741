// What hangs on the wall: one word ("item") for a publication, a film or a photo, and which of them may be shown.

import type { Catalogue, Film, Photo, PhotoSeries, Publication, Stand } from "../messages/messages";
import { reads } from "./languages";

/** One thing a visitor can open, with where it stands. */
export type Item =
  | { kind: "publication"; stand: Stand; publication: Publication }
  | { kind: "film"; stand: Stand; film: Film }
  | { kind: "photo"; stand: Stand; series: PhotoSeries; photo: Photo };

/** A stand with everything broken taken off the shelves; series without a sound photo vanish. */
export interface Shelves {
  publications: readonly Publication[];
  films: readonly Film[];
  series: readonly PhotoSeries[];
  /** Photos over all series. */
  photos: number;
  empty: boolean;
  /** How many things were left out because they are in other languages only. */
  foreign: number;
}

/**
 * Whether a film says something to whoever reads a language: where it has captions, some are in that language. Without
 * captions, or with some of which nobody knows the language, it stays: pictures speak to everybody.
 */
export const speaksTo = (film: Film, language: string): boolean =>
  film.captions.length === 0 ||
  !film.sound ||
  film.captions.some((one) => one.language === null || reads(language, one.language));

/**
 * What of a stand can be shown or will be: broken items stay off the shelf, and with a `language` so do publications that
 * are not known to be in it, and films that are captioned in others only.
 */
export function shelvesOf(stand: Stand, language: string | null = null): Shelves {
  const sound = stand.publications
    .map((publication) => ({
      ...publication,
      editions: publication.editions.filter((edition) => edition.state !== "broken"),
    }))
    .filter((publication) => publication.editions.length > 0);
  const publications = sound.filter(
    ({ editions }) => language === null || editions.some((edition) => reads(language, edition.language)),
  );
  const running = stand.films.filter((film) => film.state !== "broken");
  const films = running.filter((film) => language === null || speaksTo(film, language));
  const series = stand.series
    .map((one) => ({ ...one, photos: one.photos.filter((photo) => photo.state !== "broken") }))
    .filter((one) => one.photos.length > 0);
  const photos = series.reduce((sum, one) => sum + one.photos.length, 0);
  const foreign = sound.length - publications.length + running.length - films.length;
  return { publications, films, series, photos, empty: publications.length + films.length + photos === 0, foreign };
}

/** The stand with this id; undefined when its folder went away. */
export function standOf(catalogue: Catalogue, id: string): Stand | undefined {
  return catalogue.stands.find((stand) => stand.id === id);
}

/** The stands before and after this one in the row, around the corner too; undefined when it is alone. */
export function neighbours(catalogue: Catalogue, id: string): { before: Stand; after: Stand } | undefined {
  const { stands } = catalogue;
  const here = stands.findIndex((stand) => stand.id === id);
  const before = stands[(here - 1 + stands.length) % stands.length];
  const after = stands[(here + 1) % stands.length];
  if (here === -1 || stands.length < 2 || before === undefined || after === undefined) return undefined;
  return { before, after };
}

/** Whether a film is known to flash so fast that it may harm. */
export const flashes = (film: Film): boolean => (film.flashes?.seconds.length ?? 0) > 0;
