// Measures of what stands in a stand's cabinet, in rem: how large each object is and how much shelf its label needs.

import { cell, FILM_BORDER_REM, framed, PRINT_BORDER_REM, row, sheet, type Size } from "../controls/proportions";
import type { Edition, Film, Photo, PhotoSeries, Publication } from "../messages/messages";

/** Something on a shelf with its size and the width it takes there. */
export interface Thing<T> {
  id: string;
  what: T;
  size: Size;
  /** Width of object and label together. */
  width: number;
}

/** Narrowest and widest label in rem: two lines of a title must be readable, a row of five must fit. */
const LABEL = { narrow: 17, wide: 22 } as const;

/** Width of one language code with its gap. */
const CODE_REM = 4.3;

/** `growth` is how much larger words are than at rest, here and below: objects keep their size, labels grow. */
const labelled = <T>(id: string, what: T, size: Size, growth: number): Thing<T> => ({
  id,
  what,
  size,
  width: Math.max(size.width, LABEL.narrow * growth),
});

/** A publication in the edition that opens. */
export interface Volume {
  publication: Publication;
  edition: Edition;
}

/** Covers in true relation to each other. `put` is the height above the ledge. */
export function volumes(those: readonly Volume[], put: number, growth = 1): readonly Thing<Volume>[] {
  const sizes = row(
    those.map(({ edition }) => edition),
    put * 0.985,
    Math.max(LABEL.wide, put * 0.88),
  );
  return those.map((one, index) => {
    const thing = labelled(one.publication.id, one, sizes[index] ?? { width: put * 0.7, height: put }, growth);
    // Its languages stand in one line, as long as that is no wider than the widest label.
    const codes = Math.min(LABEL.wide, one.publication.editions.length * CODE_REM) * growth;
    return { ...thing, width: Math.max(thing.width, codes) };
  });
}

/** So many films side by side stay large enough to be recognised; more of them page. */
const MOST_FILMS = 5;

/** Films at one width, so that none is more important than the other. `room` is the width of each of the shelves. */
export function frames(
  films: readonly Film[],
  put: number,
  room: number,
  shelves = 1,
  growth = 1,
): readonly Thing<Film>[] {
  const gap = 2.4;
  const beside = Math.min(MOST_FILMS, Math.max(1, Math.ceil(films.length / shelves)));
  const share = (room - gap * (beside - 1)) / beside;
  const widest = Math.min(put * 1.62, Math.max(LABEL.narrow, share));
  return films.map((film) =>
    labelled(film.id, film, framed(film, FILM_BORDER_REM, { width: widest, height: put * 0.94 }), growth),
  );
}

/** So many contact sheets share a shelf before they page. */
const MOST_SHEETS = 3;

/** Contact sheets; a series of one photo is that print. */
export function sheets(
  series: readonly PhotoSeries[],
  put: number,
  room: number,
  growth = 1,
): readonly Thing<PhotoSeries>[] {
  const gap = 2.4;
  const beside = Math.min(series.length, MOST_SHEETS);
  const share = (room - gap * (beside - 1)) / Math.max(1, beside);
  const widest = series.length === 1 ? room : Math.max(LABEL.wide, Math.min(share, put * 1.95));
  return series.map((one) => {
    const [photo] = one.photos;
    const box = { width: widest, height: put * 0.97 };
    const size =
      one.photos.length === 1 && photo !== undefined
        ? framed(photo, PRINT_BORDER_REM, box)
        : sheet(one.photos.length, cell(one.photos.length, box));
    return labelled(one.id, one, size, growth);
  });
}

/** Prints side by side at about equal area: an upright picture may be higher, a wide one lower. */
export function prints(photos: readonly Photo[], put: number, growth = 1): readonly Thing<Photo>[] {
  return photos.map((photo) => {
    const aspect = photo.width / photo.height;
    const height = put * Math.min(0.97, 0.97 * (1 / Math.max(0.9, aspect)) ** 0.42);
    return labelled(photo.id, photo, framed(photo, PRINT_BORDER_REM, { width: put * 1.42, height }), growth);
  });
}

/** `m:ss`, or `h:mm:ss` from an hour on; empty when the length is not known. */
export function length(seconds: number): string {
  if (!(seconds > 0)) return "";
  const whole = Math.max(1, Math.round(seconds));
  const two = (n: number) => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** A size as it is said in a language: "3.1 MB", "3,1 Mo". `kilobytes` are thousands of bytes. */
export function megabytes(kilobytes: number, language: string): string {
  const small = kilobytes < 1_000;
  const amount = small ? kilobytes : kilobytes / 1_000;
  return new Intl.NumberFormat(`${language}-u-nu-latn`, {
    style: "unit",
    unit: small ? "kilobyte" : "megabyte",
    maximumFractionDigits: amount < 10 && !small ? 1 : 0,
  }).format(amount);
}
