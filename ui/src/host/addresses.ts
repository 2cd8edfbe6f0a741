// Where everything on the stage is found: the only place that spells an address, so that a change of route is one line.

/**
 * Size of a picture: `shelf` is 400 px on its long side, `screen` as large as the screen needs, `detail` for looking
 * closely. Posters have no `detail`.
 */
export type PictureSize = "shelf" | "screen" | "detail";

const part = encodeURIComponent;

/** The whole numbered snapshot as JSON. */
export const catalogue = "/catalogue";
/** Server-sent events that say a new number is there. */
export const events = "/events";

/** A photo, or the poster of a film; answers 404 or 425 while it does not exist. */
export const picture = (media: string, size: PictureSize): string => `/picture/${part(media)}/${size}`;

/** An animation, moving; the other sizes are stills of it. */
export const moving = (media: string): string => `/picture/${part(media)}/moving`;

/** One page of a publication; pages count from 1, the cover is page 1. */
export const page = (media: string, n: number, size: PictureSize): string => `/page/${part(media)}/${n}/${size}`;

/** The bytes of a film or a recording, with Range. */
export const film = (media: string): string => `/media/${part(media)}`;

/** A caption file as WebVTT. */
export const captions = (media: string): string => `/captions/${part(media)}`;

/** Page sizes and bookmarks of one edition as JSON. */
export const publication = (media: string): string => `/publication/${part(media)}`;

/** One leaf of an edition as text, as JSON; leaves count from 1. */
export const leaf = (media: string, n: number): string => `/leaf/${part(media)}/${n}`;

/** What is found across all stands. */
export const search = (typed: string): string => `/search?q=${part(typed)}`;

/** Which pages of a publication have the words. */
export const find = (media: string, typed: string): string => `${publication(media)}/find?q=${part(typed)}`;

/** Where on a page the words are. */
export const marks = (media: string, n: number, typed: string): string =>
  `${publication(media)}/find/${n}?q=${part(typed)}`;

/** Takes the poster frame of a film as JPEG. */
export const poster = (media: string): string => `/poster/${part(media)}`;

/** Takes what this screen found out about a film. */
export const verdict = (media: string): string => `/film/${part(media)}/verdict`;

/** Takes what this screen saw of a film's flashing. */
export const flashes = (media: string): string => `/film/${part(media)}/flashes`;

/** Takes that this screen left out pictures of a film. */
export const stutter = (media: string): string => `/film/${part(media)}/stutter`;

/** Takes what this screen can decode. */
export const codecs = "/screen/codecs";

/** What the machine can read aloud by itself. */
export const voices = "/voices";
/** Reads a sentence aloud, and answers when it has been said. */
export const speak = "/speak";

/** Draws a text as a QR code. */
export const qr = "/qr";

/** Offers files to phones in the same network; 404 where the operator has not switched that on. */
export const takeAway = "/take-away";

/** Takes a sign of life of this screen. */
export const beat = "/screen/beat";

/** Counts an opening; 404 where nothing is counted. */
export const usage = "/usage";
