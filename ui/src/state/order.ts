// The order of the attract loop: which stand, which of its items, and when a card comes between; only what is ready.

import type { Catalogue, Photo, Stand } from "../messages/messages";
import { standsAt } from "./dayparts";
import type { Item } from "./items";

/** Something of a stand that fills the glass by itself; a publication does so with its cover. */
export type Exhibit = Exclude<Item, { kind: "photo" }> | (Extract<Item, { kind: "photo" }> & { beside?: Photo });

/** What is between the exhibits: what happens now and next, or whom to find at a stand. */
export type Card = { kind: "programme" } | { kind: "invitation"; stand: Stand };

/** Anything the loop shows. */
export type Attraction = Exhibit | Card;

/** One turn of the loop. */
export interface Turn {
  attraction: Attraction;
  /** Wall clock in milliseconds at which it has to leave, where that is fixed; null where it takes its own time. */
  until: number | null;
  /** Seconds of a film that are over already when it comes; null where it begins as it likes. */
  from: number | null;
}

/** What the order depends on; all of it passed in. */
export interface Hall {
  catalogue: Catalogue;
  /** Wall clock in milliseconds at which the turn will begin. */
  when: number;
  /** Minutes since midnight at that moment. */
  minute: number;
  /** Whether anything of the programme is still to come today. */
  programme: boolean;
  /** Whether two upright photos fit side by side. */
  pairs: boolean;
  /** Whether this media name has failed too often. */
  barred: (media: string) => boolean;
}

/** What is worth remembering when the page is loaded again. */
export interface Memory {
  last: string | null;
  shown: Record<string, readonly string[]>;
}

/** A card comes after so many exhibits. */
const CARD_EVERY = 9;
/** So many arrivals of one stand come before their turn; the others wait in its round. */
const ARRIVALS = 2;
/** Two photos share the glass when neither is wider than this, width over height. */
const UPRIGHT = 0.9;

/**
 * Deals turns one by one. `random` answers in [0, 1), passed in so that a test knows the order; `first` is the media name
 * of what lies on the glass already, and is dealt first where it can be.
 */
export class Order {
  #last: string | null = null;
  #shown = new Map<string, Set<string>>();
  /** Stands that have not had their turn in this round. */
  #round: string[] = [];
  #known: Set<string> | null = null;
  #arrivals: string[] = [];
  #sinceCard = 0;
  #cards = 0;

  constructor(
    readonly random: () => number = Math.random,
    memory: Memory | null = null,
    readonly first: string | null = null,
  ) {
    if (memory === null) return;
    this.#last = memory.last;
    for (const [stand, ids] of Object.entries(memory.shown)) this.#shown.set(stand, new Set(ids));
  }

  /** Where the loop stands. */
  get memory(): Memory {
    const shown = [...this.#shown].map(([stand, ids]) => [stand, [...ids]] as const);
    return { last: this.#last, shown: Object.fromEntries(shown) };
  }

  /**
   * The next turn, or null when nothing is ready. No stand comes twice running while another has something; within a
   * stand nothing comes twice before all came once; what is new comes within three turns.
   */
  next(hall: Hall): Turn | null {
    const there = new Map<string, { stand: Stand; ready: readonly Exhibit[] }>();
    for (const stand of standsAt(hall.catalogue, hall.minute)) {
      const ready = attractionsOf(stand).filter((one) => !hall.barred(pictureOf(one)?.media ?? ""));
      if (ready.length > 0) there.set(stand.id, { stand, ready });
    }
    // An empty catalogue is no first look: it is what a page has before the stage answers.
    if (there.size === 0 && this.#known === null) return null;
    this.#notice([...there.values()].flatMap(({ ready }) => ready));
    if (there.size === 0) return null;
    const card = this.#card(
      hall,
      [...there.values()].map(({ stand }) => stand),
    );
    if (card !== null) return turn(card);
    this.#sinceCard += 1;
    const arrived = this.#arrived(there);
    if (arrived !== null) this.#round = this.#round.filter((id) => id !== arrived);
    const id = arrived ?? this.#stand(hall, [...there.keys()]);
    const chosen = there.get(id);
    if (chosen === undefined) return null;
    const inOrder = hall.catalogue.exhibition.attract.in_folder_order;
    const one = this.#deal(id, chosen.ready, inOrder);
    this.#last = id;
    return turn(hall.pairs ? this.#paired(one, chosen.ready) : one);
  }

  /** What was not there the last time is an arrival; at the very first look only what lies on the glass already is. */
  #notice(ready: readonly Exhibit[]): void {
    const known = this.#known;
    this.#known = new Set(ready.map(idOf));
    this.#arrivals = this.#arrivals.filter((id) => this.#known?.has(id));
    if (known === null) {
      this.#arrivals = ready.filter((one) => pictureOf(one)?.media === this.first).map(idOf);
      return;
    }
    const fresh = new Map<string, number>();
    for (const one of ready) {
      const id = idOf(one);
      const count = fresh.get(one.stand.id) ?? 0;
      if (known.has(id) || count >= ARRIVALS || this.#arrivals.includes(id)) continue;
      fresh.set(one.stand.id, count + 1);
      this.#arrivals.push(id);
    }
  }

  /** The stand of an arrival, unless it had the last turn; that arrival is then dealt first. */
  #arrived(there: ReadonlyMap<string, { ready: readonly Exhibit[] }>): string | null {
    for (const id of this.#arrivals)
      for (const [stand, { ready }] of there)
        if ((stand !== this.#last || there.size === 1) && ready.some((one) => idOf(one) === id)) return stand;
    return null;
  }

  #stand(hall: Hall, ids: readonly string[]): string {
    if (hall.catalogue.exhibition.attract.in_folder_order) {
      // A stand goes on until all of it was shown.
      const at = ids.indexOf(this.#last ?? "");
      const current = ids[at];
      const left = current === undefined ? 0 : this.#left(current, hall);
      return left > 0 && current !== undefined ? current : (ids[(at + 1) % ids.length] ?? "");
    }
    this.#round = this.#round.filter((id) => ids.includes(id));
    // An arrival may have taken the turn of the only one that is left, which then waits for the next round.
    if (this.#round.every((id) => id === this.#last)) this.#round = shuffled(ids, this.random);
    const at = this.#round.findIndex((id) => id !== this.#last);
    return this.#round.splice(Math.max(at, 0), 1)[0] ?? "";
  }

  #left(id: string, hall: Hall): number {
    const stand = hall.catalogue.stands.find((one) => one.id === id);
    const shown = this.#shown.get(id);
    if (stand === undefined) return 0;
    return attractionsOf(stand).filter((one) => !hall.barred(pictureOf(one)?.media ?? "") && !shown?.has(idOf(one)))
      .length;
  }

  #deal(stand: string, ready: readonly Exhibit[], inOrder: boolean): Exhibit {
    const shown = this.#shown.get(stand) ?? new Set<string>();
    this.#shown.set(stand, shown);
    const arrival = ready.find((one) => this.#arrivals.includes(idOf(one)));
    let left = ready.filter((one) => !shown.has(idOf(one)));
    if (left.length === 0) {
      // A new round; the last of the old one may not open it, unless it is the only one.
      const last = [...shown].at(-1);
      shown.clear();
      left = ready.filter((one) => ready.length === 1 || idOf(one) !== last || inOrder);
    }
    const one = arrival ?? (inOrder ? left[0] : this.#drawn(left)) ?? (ready[0] as Exhibit);
    this.#arrivals = this.#arrivals.filter((id) => id !== idOf(one));
    shown.add(idOf(one));
    return one;
  }

  /** Films and what stands still alternate fairly first: twelve photos would else bury the one film. */
  #drawn(left: readonly Exhibit[]): Exhibit | undefined {
    const films = left.filter((one) => one.kind === "film");
    const stills = left.filter((one) => one.kind !== "film");
    const kind = films.length === 0 ? stills : stills.length === 0 || this.random() < 0.5 ? films : stills;
    return kind[Math.floor(this.random() * kind.length)];
  }

  /** An upright photo takes along another one of its series that is still to come. */
  #paired(one: Exhibit, ready: readonly Exhibit[]): Exhibit {
    if (one.kind !== "photo" || !isUpright(one.photo)) return one;
    const shown = this.#shown.get(one.stand.id);
    const other = ready.find(
      (other) =>
        other.kind === "photo" &&
        other.series.id === one.series.id &&
        isUpright(other.photo) &&
        shown !== undefined &&
        !shown.has(idOf(other)),
    );
    if (other?.kind !== "photo") return one;
    shown?.add(idOf(other));
    return { ...one, beside: other.photo };
  }

  /** From time to time, and never first: the programme and an invitation to a stand by turns. */
  #card(hall: Hall, stands: readonly Stand[]): Card | null {
    if (this.#sinceCard < CARD_EVERY) return null;
    this.#sinceCard = 0;
    this.#cards += 1;
    if (hall.programme && this.#cards % 2 === 1) return { kind: "programme" };
    // Only who says something of itself is worth a card.
    const inviting = stands.filter((stand) => Object.keys(stand.blurb).length > 0 && stand.id !== this.#last);
    const stand = inviting[Math.floor(this.#cards / 2) % inviting.length];
    return stand === undefined ? (hall.programme ? { kind: "programme" } : null) : { kind: "invitation", stand };
  }
}

const turn = (attraction: Attraction): Turn => ({ attraction, until: null, from: null });

const isUpright = (photo: Photo): boolean => photo.width < UPRIGHT * photo.height;

function shuffled(ids: readonly string[], random: () => number): string[] {
  const deck = [...ids];
  for (let at = deck.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [deck[at], deck[other]] = [deck[other] as string, deck[at] as string];
  }
  return deck;
}

/** The id of an exhibit. */
export const idOf = (one: Exhibit): string =>
  one.kind === "film" ? one.film.id : one.kind === "photo" ? one.photo.id : one.publication.id;

/** Whether an attraction is a card. */
export const isCard = (one: Attraction): one is Card => one.kind === "programme" || one.kind === "invitation";

/** The file whose picture stands for an attraction, and its shape in pixels; null for cards and where there is none. */
export function pictureOf(one: Attraction): { media: string; width: number; height: number } | null {
  if (isCard(one)) return null;
  if (one.kind === "film") return one.film;
  if (one.kind === "photo") return one.photo;
  return one.publication.editions.find((edition) => edition.state === "ready") ?? null;
}

/** What of a stand is ready to fill the screen. Covers come in only where there is no film and no photo to come. */
export function attractionsOf(stand: Stand): readonly Exhibit[] {
  const films = stand.films
    .filter((film) => film.state === "ready")
    .map((film): Exhibit => ({ kind: "film", stand, film }));
  const photos = stand.series.flatMap((series) =>
    series.photos
      .filter((photo) => photo.state === "ready")
      .map((photo): Exhibit => ({ kind: "photo", stand, series, photo })),
  );
  if (films.length + photos.length > 0) return [...films, ...photos];
  // Photos that are being made come soon; until then the stand keeps its turn to itself.
  if (stand.series.some((series) => series.photos.some((photo) => photo.state === "pending"))) return [];
  return stand.publications
    .map((publication): Exhibit => ({ kind: "publication", stand, publication }))
    .filter((one) => pictureOf(one) !== null);
}
