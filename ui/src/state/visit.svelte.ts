// Where the visitor is, how they came there and in which language; all of it gone when the next one comes.

import type { Catalogue } from "../messages/messages";
import { spokenLanguages, wordsIn, type Words } from "../words";
import { Comfort } from "./comfort.svelte";
import { Basket } from "./basket.svelte";
import type { Item } from "./items";
import { editionFor } from "./languages";
import { Search } from "./search.svelte";

/** A place in the show. Everything is named by id, so that a new snapshot can be laid under it. */
export type Place =
  | { kind: "attract" }
  | { kind: "hall" }
  | { kind: "programme" }
  | { kind: "takeaway" }
  | { kind: "search" }
  | { kind: "stand"; stand: string }
  /** `media` names the open edition; `page` counts from 1; `find` is looked for at once; `text` is its reading mode. */
  | { kind: "reader"; stand: string; publication: string; media: string; page: number; find?: string; text?: boolean }
  | { kind: "photo"; stand: string; series: string; photo: string }
  /** `at` is where it begins, in seconds. */
  | { kind: "cinema"; stand: string; film: string; at?: number };

/** Where on the glass an object stood when it was touched, in CSS pixels: viewers grow from there. */
export interface Origin {
  x: number;
  y: number;
  width: number;
  height: number;
}

const ATTRACT: Place = { kind: "attract" };
const HALL: Place = { kind: "hall" };

/** Input stays deaf this long after waking, so that a touch can never press what appears under it. */
const DEAF_MS = 350;

/** Steps of the volume; 0 is silence. */
export const VOLUME_STEPS = 8;
/** The volume step each visit begins with: to be heard at the screen, not across the hall. */
export const VOLUME_AT_FIRST = 5;

/** One visit, from the touch that wakes the screen to the reset that forgets it. */
export class Visit {
  /** Where the visitor is now. */
  place: Place = $state.raw(ATTRACT);
  /** Where "back" leads, last first; empty in the hall. */
  trail: readonly Place[] = $state.raw([]);
  /** The object the current place grew from; null when it was not opened from one. */
  origin: Origin | null = $state.raw(null);
  /** The visitor's language, one of `languages`. */
  language: string = $state("en");
  /** Interface languages on offer, first one first at rest. Never empty. */
  languages: readonly string[] = $state.raw(["en"]);
  /** The loudest step that the organiser leaves to visitors. */
  loudest: number = $state(VOLUME_STEPS);
  /** How this visitor wants the screens. */
  readonly comfort = new Comfort();

  /** What this visitor takes away. */
  readonly basket = new Basket();
  /** What the visitor looks for. */
  readonly search = new Search();

  #volume: number = $state(VOLUME_AT_FIRST);
  #leaves: Record<string, number> = $state({});
  #chosen = false;
  #deafUntil = 0;

  /** `stand` is the number of the stand this screen belongs to; the show begins there when it is woken. */
  constructor(readonly stand: number | null = null) {}

  /** Volume step of films, 0 to `loudest`, as this visitor set it. */
  get volume(): number {
    return Math.min(this.#volume, this.loudest);
  }
  set volume(step: number) {
    this.#volume = Math.max(0, Math.min(step, this.loudest));
  }

  /** The words of the visitor's language. */
  get words(): Words {
    return wordsIn(this.language);
  }

  /** The language that things have to be in to be on the shelves; null where all are. */
  get reading(): string | null {
    return this.comfort.only ? this.language : null;
  }

  /** Where "back" leads; null where there is no way back. */
  get behind(): Place | null {
    return this.trail[0] ?? null;
  }

  /** Whether touches and keys are to be ignored at this moment (milliseconds of any steady clock). */
  deaf(now: number): boolean {
    return now < this.#deafUntil;
  }

  /** Wakes the screen in a language, at an item if one was showing. `now` as for `deaf`. */
  wake(now: number, language: string, catalogue: Catalogue, item: Item | null): void {
    this.#deafUntil = now + DEAF_MS;
    this.speak(language);
    const home = catalogue.stands.find((stand) => this.stand !== null && stand.number === this.stand);
    const place = item !== null ? this.placeOf(item) : home !== undefined ? standAt(home.id) : HALL;
    this.origin = null;
    this.trail =
      place.kind === "hall" ? [] : "stand" in place && place.kind !== "stand" ? [standAt(place.stand), HALL] : [HALL];
    this.place = place;
  }

  /** The place where an item is open, in the edition of the visitor's language. */
  placeOf(item: Item): Place {
    const stand = item.stand.id;
    switch (item.kind) {
      case "film":
        return { kind: "cinema", stand, film: item.film.id };
      case "photo":
        return { kind: "photo", stand, series: item.series.id, photo: item.photo.id };
      case "publication": {
        const edition = editionFor(item.publication, this.language);
        if (edition === null) return standAt(stand);
        return { kind: "reader", stand, publication: item.publication.id, media: edition.media, page: 1 };
      }
    }
  }

  /** Goes somewhere; "back" returns here. */
  go(place: Place, origin: Origin | null = null): void {
    this.trail = [this.place, ...this.trail];
    this.origin = origin;
    this.place = place;
    this.comfort.open = false;
  }

  /** Opens an item where it stands. */
  open(item: Item, origin: Origin | null = null): void {
    this.go(this.placeOf(item), origin);
  }

  /** Moves within a place (next page, next photo, other edition, next stand): "back" stays what it was. */
  move(place: Place): void {
    this.origin = null;
    this.place = place;
  }

  /** One step back; in the hall nothing. */
  back(): void {
    const [behind, ...rest] = this.trail;
    if (behind === undefined) return;
    this.origin = null;
    this.trail = rest;
    this.place = behind;
    this.comfort.open = false;
  }

  /** Straight to the hall. In the hall: to its first page. */
  home(): void {
    if (this.place.kind === "hall") this.#leaves = {};
    this.origin = null;
    this.trail = [];
    this.place = HALL;
    this.comfort.open = false;
  }

  /** The visitor chose a language; it stays until the visit ends. Unknown codes are ignored. */
  speak(language: string): void {
    if (!this.languages.includes(language)) return;
    this.#chosen = true;
    this.language = language;
  }

  /** Which leaf of something that pages (the wall, a shelf) lies open; 0 at first. */
  leaf(of: string): number {
    return this.#leaves[of] ?? 0;
  }

  /** Opens a leaf. */
  turn(of: string, leaf: number): void {
    this.#leaves[of] = leaf;
  }

  /** Back to rest: nothing of this visit stays. */
  reset(): void {
    this.place = ATTRACT;
    this.trail = [];
    this.origin = null;
    this.#leaves = {};
    this.search.forget();
    this.#chosen = false;
    this.#volume = VOLUME_AT_FIRST;
    this.comfort.reset();
    this.basket.empty();
    this.language = this.languages[0] ?? "en";
  }

  /** Lays a new snapshot under the visit: languages follow it, and what is gone is stepped back from. */
  follow(catalogue: Catalogue): void {
    const offered = catalogue.exhibition.languages.filter((code) => spokenLanguages.includes(code));
    this.languages = offered.length > 0 ? offered : ["en"];
    if (!this.#chosen || !this.languages.includes(this.language)) this.language = this.languages[0] ?? "en";
    this.loudest = catalogue.exhibition.loudest ?? VOLUME_STEPS;
    this.basket.follow(catalogue);
    const trail = this.trail.filter((place) => exists(place, catalogue));
    if (trail.length !== this.trail.length) this.trail = trail;
    if (exists(this.place, catalogue)) return;
    if (trail.length > 0) this.back();
    else this.home();
  }
}

const standAt = (stand: string): Place => ({ kind: "stand", stand });

/** Whether a place still has something to show; an edition that went away closes its reader. */
function exists(place: Place, catalogue: Catalogue): boolean {
  if (!("stand" in place)) return place.kind !== "programme" || catalogue.exhibition.sessions.length > 0;
  const stand = catalogue.stands.find((one) => one.id === place.stand);
  if (stand === undefined) return false;
  switch (place.kind) {
    case "stand":
      return true;
    case "reader":
      return stand.publications.some(
        (one) => one.id === place.publication && one.editions.some((edition) => edition.media === place.media),
      );
    case "photo":
      return stand.series.some(
        (one) => one.id === place.series && one.photos.some((photo) => photo.id === place.photo),
      );
    case "cinema":
      return stand.films.some((film) => film.id === place.film);
  }
}
