// A small exhibition for the tests: whole messages with one line per thing.

import type {
  Away,
  Catalogue,
  Edition,
  Film,
  ItemState,
  Photo,
  PhotoSeries,
  Publication,
  Session,
  Stand,
} from "./messages";
import { USUAL_ATTRACT } from "./usual";

/** Half a megabyte that is found nowhere on the web. */
const away = (): Away => ({ link: null, links: {}, kilobytes: 500 });

/** A photo; its media name is `media-<id>`. */
export const photo = (id: string, state: ItemState = "ready", width = 1500, height = 1000): Photo => ({
  id,
  media: `media-${id}`,
  title: null,
  caption: null,
  captions: {},
  credit: null,
  width,
  height,
  focus: null,
  moving: false,
  away: away(),
  state,
});

/** A photo exhibition. */
export const series = (id: string, ...photos: Photo[]): PhotoSeries => ({ id, title: id, photos });

/** A silent film of ten seconds that was seen to be calm. */
export const film = (id: string, state: ItemState = "ready"): Film => ({
  id,
  media: `media-${id}`,
  title: id,
  mime: "video/mp4",
  width: 1920,
  height: 1080,
  seconds: 10,
  sound: false,
  captions: [],
  away: away(),
  state,
  flashes: { seconds: [], looked: [{ from: 0, to: 10 }], certain: true },
});

/** One edition; its media name is `media-<language>`. */
export const edition = (language: string | null, state: ItemState = "ready"): Edition => ({
  media: `media-${language ?? "unknown"}`,
  language,
  title: `in ${language ?? "unknown"}`,
  pages: 12,
  width: 595,
  height: 842,
  flowing: false,
  right_to_left: false,
  audio: null,
  away: away(),
  state,
});

/** A publication. */
export const publication = (id: string, ...editions: Edition[]): Publication => ({ id, title: id, editions });

/** A stand. */
export const stand = (number: number, has: Partial<Stand> = {}): Stand => ({
  id: `stand-${number}`,
  number,
  name: `Stand ${number}`,
  names: {},
  blurb: {},
  colour: null,
  website: null,
  contact: null,
  publications: [],
  films: [],
  series: [],
  ...has,
});

/** A session titled by its start and room. */
export const session = (start: string, end: string, room = ""): Session => ({
  start,
  end,
  title: { en: `${start} ${room}`.trim() },
  room: room === "" ? {} : { en: room },
  speaker: null,
});

/** A snapshot with these stands. */
export const catalogue = (
  stands: Stand[],
  number = 1,
  exhibition: Partial<Catalogue["exhibition"]> = {},
): Catalogue => ({
  number,
  exhibition: {
    title: { en: "Sample" },
    place: {},
    languages: ["en", "fr", "ar"],
    date: null,
    sessions: [],
    attract: USUAL_ATTRACT,
    loudest: null,
    take_away: null,
    ...exhibition,
  },
  stands,
  problems: [],
});
