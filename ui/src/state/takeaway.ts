// What the one QR code carries home: decided here, from the list and what is known of each thing. Pure.

import type { Away, Catalogue, Edition, Film, Photo, Publication, Stand } from "../messages/messages";
import { keyOf, type Taken } from "./basket.svelte";
import { shelvesOf } from "./items";
import { editionFor, inOrderFor } from "./languages";

/** One thing on the list with everything that is said of it. */
export type Thing = {
  key: string;
  taken: Taken;
  stand: Stand;
  title: string | null;
  /** BCP 47 code of a publication. */
  language: string | null;
  /** Where it is found on the web, for this visitor. */
  link: string | null;
} & ({ kind: "publication"; what: Edition } | { kind: "film"; what: Film } | { kind: "photo"; what: Photo });

/** What is in the code, and what is not. */
export interface Carried {
  /** Files from this screen's network, the organisers' page, one thing's own page, or a note of titles and addresses. */
  kind: "files" | "page" | "link" | "note";
  /** What the code says. */
  text: string;
  /** How many of the things it leads to or names. */
  fits: number;
  /** Things that it leads to nowhere: they are asked for at their stand. */
  ask: readonly Thing[];
}

/** Most bytes of a note or of an address with the choice: version 15, 77 modules, which a phone reads from the glass. */
export const MOST_BYTES = 412;

/** The address of a thing for a visitor: in their language, for everybody, in another one. */
export function linkFor(away: Away, visitor: string): string | null {
  const links = Object.entries(away.links);
  const [first] = inOrderFor(visitor, links, ([language]) => language);
  const own = first !== undefined && first[0].split("-")[0] === visitor.split("-")[0] ? first[1] : undefined;
  return own ?? away.link ?? first?.[1] ?? null;
}

/** Everything that is on the list and in the show, in the order in which it was taken. */
export function thingsOf(taken: readonly Taken[], catalogue: Catalogue, visitor: string): readonly Thing[] {
  return taken.flatMap((one): Thing[] => {
    const stand = catalogue.stands.find((other) => other.id === one.stand);
    if (stand === undefined) return [];
    const common = { key: keyOf(one), taken: one, stand, language: null };
    switch (one.kind) {
      case "publication": {
        const publication = stand.publications.find((other) => other.id === one.publication);
        const what = publication?.editions.find((edition) => edition.media === one.media);
        if (what === undefined) return [];
        const { title, language } = what;
        // The link in the language of the edition, not in that of the visitor, who chose the edition.
        const link = linkFor(what.away, language ?? visitor);
        return [{ ...common, kind: "publication", what, title, language, link }];
      }
      case "film": {
        const what = stand.films.find((film) => film.id === one.film);
        if (what === undefined) return [];
        return [{ ...common, kind: "film", what, title: what.title, link: linkFor(what.away, visitor) }];
      }
      case "photo": {
        const series = stand.series.find((other) => other.id === one.series);
        const what = series?.photos.find((photo) => photo.id === one.photo);
        if (what === undefined) return [];
        const title = what.title ?? series?.title ?? null;
        return [{ ...common, kind: "photo", what, title, link: linkFor(what.away, visitor) }];
      }
    }
  });
}

/** The edition, film or photo that is open or shown, as it goes on the list. */
export const takenEdition = (stand: Stand, publication: Publication, edition: Edition): Taken => ({
  kind: "publication",
  stand: stand.id,
  publication: publication.id,
  media: edition.media,
});

/** Everything of a stand that can be shown: publications in the visitor's edition, films, photos. */
export function takenFrom(stand: Stand, visitor: string): readonly Taken[] {
  const { publications, films, series } = shelvesOf(stand);
  return [
    ...publications.flatMap((publication) => {
      const edition = editionFor(publication, visitor);
      return edition === null ? [] : [takenEdition(stand, publication, edition)];
    }),
    ...films.map((film): Taken => ({ kind: "film", stand: stand.id, film: film.id })),
    ...series.flatMap(({ id, photos }) =>
      photos.map((photo): Taken => ({ kind: "photo", stand: stand.id, series: id, photo: photo.id })),
    ),
  ];
}

/** The words that a note needs. */
export interface NoteWords {
  /** Name of the event. */
  event: string;
  /** A thing without a title: "Photograph". */
  nameOf: (thing: Thing) => string;
  /** "Stand 7", or the name of a stand without a number. */
  standOf: (stand: Stand) => string;
}

/**
 * Decides what the code of a list carries. `files` is the address of a page with the files themselves, where this screen
 * offers one; `page` that of the organisers. Null for an empty list.
 */
export function carried(
  things: readonly Thing[],
  { files, page }: { files: string | null; page: string | null },
  words: NoteWords,
): Carried | null {
  const linked = things.filter((thing) => thing.link !== null);
  const unlinked = things.filter((thing) => thing.link === null);
  const [only] = linked;
  if (things.length === 0) return null;
  if (files !== null) return { kind: "files", text: files, fits: things.length, ask: [] };
  if (page !== null) {
    const [text, fits] = joined(`${page}#b=`, things.map(nameFor), ",");
    if (fits > 0) return { kind: "page", text, fits, ask: [] };
  }
  if (only?.link != null && linked.length === 1) return { kind: "link", text: only.link, fits: 1, ask: unlinked };
  // What can be opened comes first; a title with its stand at least says where to ask.
  const entries = [
    ...linked.map((thing) => `${words.nameOf(thing)}\n${thing.link ?? ""}`),
    ...unlinked.map((thing) => `${words.nameOf(thing)} (${words.standOf(thing.stand)})`),
  ].map(plain);
  const [text, fits] = joined(`${cut(plain(words.event))}\n`, entries, "\n");
  return { kind: "note", text, fits, ask: unlinked };
}

/** What the organisers' page knows a thing by: its id, for a publication with the language of the edition. */
function nameFor(thing: Thing): string {
  switch (thing.taken.kind) {
    case "publication":
      return thing.language === null ? thing.taken.publication : `${thing.taken.publication}:${thing.language}`;
    case "film":
      return thing.taken.film;
    case "photo":
      return thing.taken.photo;
  }
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** As many parts as fit, from the first on. */
function joined(head: string, parts: readonly string[], between: string): [text: string, fits: number] {
  let text = head;
  let fits = 0;
  for (const part of parts) {
    const longer = fits === 0 ? text + part : text + between + part;
    if (bytes(longer) > MOST_BYTES) break;
    text = longer;
    fits += 1;
  }
  return [text, fits];
}

/** Longest name of an event in a note, in characters. */
const EVENT = 60;
const cut = (text: string): string => (text.length > EVENT ? `${text.slice(0, EVENT - 1)}…` : text);

/** Without the signs that are there for the eye alone (words/steady.ts). */
const plain = (text: string): string => text.replace(/([\u064b-\u065f\u0670])\u200c/gu, "$1");

/** Where a stand can be reached, each as text and as what a phone makes of it. */
export interface Reach {
  /** As printed. */
  text: string;
  /** `https:`, `mailto:` or `tel:`. */
  address: string;
}

/** The website of a stand; null where there is none, or the text is no address. */
export function websiteOf({ website }: Pick<Stand, "website">): Reach | null {
  if (website === null || /\s/u.test(website)) return null;
  const whole = /^https?:\/\//iu.test(website) ? website : `https://${website}`;
  try {
    const { host, href } = new URL(whole);
    if (!host.includes(".") || href.length > MOST_BYTES) return null;
    return { text: website.replace(/^https?:\/\//iu, "").replace(/\/$/u, ""), address: href };
  } catch {
    return null;
  }
}

/** How to write to or call a stand; null where it does not say. */
export function contactOf({ contact }: Pick<Stand, "contact">): Reach | null {
  if (contact === null) return null;
  if (contact.includes("@")) return { text: contact, address: `mailto:${contact}` };
  return { text: contact, address: `tel:${contact.replace(/[^\d+]/gu, "")}` };
}
