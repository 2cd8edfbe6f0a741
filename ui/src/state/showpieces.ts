// What stands for a stand: the objects in its bay on the wall, and the picture on its page.

import type { Film, Photo, Publication } from "../messages/messages";
import type { Shelves } from "./items";

/** An object on the wall. */
export type Showpiece =
  { kind: "publication"; publication: Publication } | { kind: "film"; film: Film } | { kind: "photo"; photo: Photo };

const upright = (thing: { width: number; height: number }): boolean => thing.height > thing.width;

/** At most two objects: the first publication, then a film or photo of another shape; ready ones before others. */
export function showpieces(shelves: Shelves): readonly Showpiece[] {
  const publication = shelves.publications.find((one) => one.editions[0]?.state === "ready") ?? shelves.publications[0];
  const photos = shelves.series.flatMap((series) => series.photos);
  const readyPhotos = photos.filter((photo) => photo.state === "ready");
  const film = shelves.films.find((one) => one.state === "ready") ?? shelves.films[0];
  const firstPhoto = readyPhotos[0] ?? photos[0];

  const chosen: Showpiece[] = [];
  if (publication !== undefined) chosen.push({ kind: "publication", publication });
  if (film !== undefined) chosen.push({ kind: "film", film });
  else if (publication !== undefined && firstPhoto !== undefined) {
    const cover = publication.editions[0];
    const other = readyPhotos.find((photo) => cover !== undefined && upright(photo) !== upright(cover));
    chosen.push({ kind: "photo", photo: other ?? firstPhoto });
  }
  if (chosen.length < 2 && publication === undefined && firstPhoto !== undefined) {
    chosen.push({ kind: "photo", photo: firstPhoto });
    const second =
      readyPhotos.find((photo) => photo !== firstPhoto && upright(photo) !== upright(firstPhoto)) ??
      photos.find((photo) => photo !== firstPhoto);
    if (chosen.length < 2 && second !== undefined) chosen.push({ kind: "photo", photo: second });
  }
  return chosen;
}

/** The picture on a stand's page: the widest ready photo of the first series, else a film's poster; null when neither. */
export function hero(shelves: Shelves): { media: string } | null {
  const ready = shelves.series.flatMap((series) => series.photos).filter((photo) => photo.state === "ready");
  // A picture near 4:3 loses least in the frame of the page.
  const loss = (photo: Photo) => Math.abs(Math.log(photo.width / photo.height / 1.27));
  const best = ready.reduce<Photo | null>(
    (one, other) => (one === null || loss(other) < loss(one) ? other : one),
    null,
  );
  return best ?? shelves.films.find((film) => film.state === "ready") ?? null;
}
