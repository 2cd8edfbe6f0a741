// The two picture frames and two film screens of the attract loop. They are made once: what changes is only which lies on
// top. What comes next is made ready beneath what is shown.

import { calm } from "../controls/motion";
import * as addresses from "../host/addresses";
import { isCard, pictureOf, type Attraction, type Card, type Exhibit } from "../state/order";
import { booth } from "./booth.svelte";
import { cropTo } from "./crop";
import { excerptFrom } from "./excerpt";

/** A film that shows no first frame within this time is skipped, in milliseconds. */
const FIRST_FRAME_MS = 4_000;
/** A frame that was decoded is taken for presented after this time even when no engine says so, in milliseconds. */
const PRESENTED_MS = 400;
/** A picture that is not decoded within this time is skipped, in milliseconds. */
const DECODE_MS = 8_000;
/** Of an upright glass a wide picture takes this share from above (Screens.svelte). */
const HIGH = 0.63;
/** Marks an element that may show an animation. */
const MOVES = "data-moves";
/** Cropping away more than this share would cut into faces: such pictures are shown whole. */
const MOST_CROP = 0.42;

/** A frame for one picture, or for two side by side. */
export interface Frame {
  readonly main: HTMLImageElement;
  readonly beside: HTMLImageElement;
  /** Puts new elements in the place of both. */
  renew(): void;
}

/** The fixed elements. */
export interface Screens {
  frames: readonly [Frame, Frame];
  films: readonly [HTMLVideoElement, HTMLVideoElement];
}

/** Something ready to be uncovered. */
export interface Presented {
  /** The element that shows it; null for a card, which is made of words. */
  element: HTMLImageElement | HTMLVideoElement | null;
  attraction: Attraction;
  /** Filling the glass would cut too much of it away: it has a part of the glass to itself. */
  whole: boolean;
  /** Width over height of an upright picture that is shown whole, with the words beside it; null for all others. */
  upright: number | null;
  /** Two upright pictures share the glass. */
  pair: boolean;
}

/** Resolves to false after a time unless `wish` came first; a rejection counts as false. */
function within(wish: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ms);
    const settle = (well: boolean) => () => {
      clearTimeout(late);
      resolve(well);
    };
    wish.then(settle(true), settle(false));
  });
}

const once = (target: EventTarget, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const off = () => {
      target.removeEventListener(name, well);
      target.removeEventListener("error", ill);
    };
    const well = () => (off(), resolve());
    const ill = () => (off(), reject(new Error(name)));
    target.addEventListener(name, well);
    target.addEventListener("error", ill);
  });

/** What neither is seen nor made ready is not drawn: engines draw even what is all but transparent. */
function rest(element: HTMLElement, rests: boolean): void {
  element.classList.toggle("resting", rests);
}

/**
 * Lets go of what is in a frame. An animation goes with its element: WebKitGTK 2.50 keeps all its pictures when the element
 * shows something else, 110 MB for thirty of 1280 × 720 each time, and none when the element goes.
 */
function empty(frame: Frame): void {
  if (frame.main.hasAttribute(MOVES)) frame.renew();
  for (const picture of [frame.main, frame.beside]) {
    picture.removeAttribute("src");
    rest(picture, true);
  }
}

/** Lets go of decoder and memory; the element stays for the next film. */
export function release(film: HTMLVideoElement): void {
  if (!film.hasAttribute("src")) return;
  film.pause();
  film.removeAttribute("src");
  film.load();
}

/** Share of a picture that filling the glass would cut off. */
function cropOf(width: number, height: number): number {
  if (!(width > 0 && height > 0)) return 0;
  const picture = width / height;
  const glass = innerWidth / innerHeight;
  return 1 - Math.min(picture / glass, glass / picture);
}

/** Lets a picture fill the glass, or stand whole on it where filling would cut too much. A cover is never cut. */
function place(
  element: HTMLElement,
  exhibit: Exhibit,
  { width, height }: { width: number; height: number },
  pair: boolean,
): Pick<Presented, "whole" | "upright" | "pair"> {
  const cover = exhibit.kind === "publication";
  const cut = cropOf(width, height) > MOST_CROP;
  const upright = !pair && cut && width / height < innerWidth / innerHeight;
  const whole = cut || cover;
  element.classList.toggle("whole", whole && !pair);
  element.classList.toggle("cover", cover);
  element.classList.toggle("upright", upright);
  element.classList.toggle("pair", pair);
  const focus = exhibit.kind === "photo" ? exhibit.photo.focus : null;
  const box = { width: innerWidth, height: whole ? innerHeight * HIGH : innerHeight };
  const crop = focus === null ? null : cropTo(focus, { width, height }, box);
  for (const [name, value] of [
    ["--focus", crop?.position],
    ["--focus-at", crop?.origin],
  ] as const) {
    if (value === undefined) element.style.removeProperty(name);
    else element.style.setProperty(name, value);
  }
  return { whole: whole && !pair, upright: upright ? width / height : null, pair };
}

/** Where the still of an exhibit is found, best first: an animation that has not been made yet stands still. */
function addressesOf(exhibit: Exhibit, media: string): readonly string[] {
  if (exhibit.kind === "publication") return [addresses.page(media, 1, "screen")];
  const still = addresses.picture(media, "screen");
  return exhibit.kind === "photo" && exhibit.photo.moving && !calm() ? [addresses.moving(media), still] : [still];
}

async function fill(picture: HTMLImageElement, from: readonly string[]): Promise<boolean> {
  for (const address of from) {
    picture.src = address;
    if (await within(picture.decode(), DECODE_MS)) return true;
  }
  return false;
}

const wordsOnly = (card: Card): Presented => ({
  element: null,
  attraction: card,
  whole: false,
  upright: null,
  pair: false,
});

/** Presents photos, films and cards. */
export class Projection {
  #screens: Screens;

  constructor(screens: Screens) {
    this.#screens = screens;
    this.releaseBut(null);
  }

  /**
   * Makes an attraction ready beneath what is shown and resolves once it could be uncovered: a photo decoded, a film
   * standing at its first frame. Null when it cannot be. `under` is the element now on top, which is not touched; `from`
   * is the second at which a film begins, null for its own beginning or, when it is longer than `longest` seconds, the
   * beginning of an excerpt.
   */
  async prepare(
    attraction: Attraction,
    under: Element | null,
    longest: number,
    from: number | null = null,
  ): Promise<Presented | null> {
    if (isCard(attraction)) return wordsOnly(attraction);
    if (attraction.kind === "film" && this.runs(attraction, longest))
      return this.#film(attraction, under, longest, from);
    return this.still(attraction, under);
  }

  /** Whether it would be shown moving: a film that may harm those who cannot look away stands still. */
  runs(attraction: Attraction, longest: number): boolean {
    return attraction.kind === "film" && booth.lets(attraction.film, longest);
  }

  /** Lets a film that stands ready run. */
  begin(ready: Presented): void {
    if (ready.element !== null && "play" in ready.element)
      // One that will not play does not move, and is left for that.
      void ready.element.play().catch(() => undefined);
  }

  /** The still of an attraction: what lies ready for the moment when a visit ends. */
  async still(attraction: Attraction, under: Element | null): Promise<Presented | null> {
    if (isCard(attraction)) return wordsOnly(attraction);
    const shape = pictureOf(attraction);
    if (shape === null) return null;
    const frame = this.#screens.frames.find((one) => one.main !== under) ?? this.#screens.frames[0];
    // What is still being covered keeps its picture until the next one has come.
    if (frame.main.hasAttribute(MOVES)) empty(frame);
    const beside = attraction.kind === "photo" ? attraction.beside : undefined;
    const lies = place(frame.main, attraction, shape, beside !== undefined);
    frame.beside.classList.toggle("pair", beside !== undefined);
    rest(frame.main, false);
    rest(frame.beside, beside === undefined);
    frame.main.toggleAttribute(MOVES, attraction.kind === "photo" && attraction.photo.moving);
    const wishes = [fill(frame.main, addressesOf(attraction, shape.media))];
    if (beside !== undefined) wishes.push(fill(frame.beside, [addresses.picture(beside.media, "screen")]));
    const filled = await Promise.all(wishes);
    return filled.every(Boolean) ? { element: frame.main, attraction, ...lies } : null;
  }

  /** Stops both films and lets go of their decoders. */
  sleep(): void {
    for (const film of this.#screens.films) release(film);
  }

  /** Lets go of everything that is not shown. */
  releaseBut(shown: Element | null): void {
    for (const film of this.#screens.films) {
      if (film === shown) continue;
      release(film);
      rest(film, true);
    }
    for (const frame of this.#screens.frames) if (frame.main !== shown) empty(frame);
  }

  async #film(
    exhibit: Extract<Exhibit, { kind: "film" }>,
    under: Element | null,
    longest: number,
    from: number | null,
  ): Promise<Presented | null> {
    const film = this.#screens.films.find((one) => one !== under) ?? this.#screens.films[0];
    const lies = place(film, exhibit, exhibit.film, false);
    rest(film, false);
    film.muted = true;
    film.preload = "auto";
    const frame = presented(film);
    const loaded = once(film, "loadeddata");
    film.src = addresses.film(exhibit.film.media);
    film.load();
    if (!(await within(loaded, FIRST_FRAME_MS))) return this.#without(film);
    await within(frame, PRESENTED_MS);
    const { duration } = film;
    const start = from ?? excerptFrom(duration, longest);
    if (start > 0 && start < duration) {
      const frame = presented(film);
      const there = once(film, "seeked");
      film.currentTime = start;
      if (!(await within(there, FIRST_FRAME_MS))) return this.#without(film);
      await within(frame, PRESENTED_MS);
    }
    return { element: film, attraction: exhibit, ...lies };
  }

  #without(film: HTMLVideoElement): null {
    release(film);
    return null;
  }
}

/** Resolves when a frame that is decoded from now on is on screen. */
function presented(film: HTMLVideoElement): Promise<void> {
  return "requestVideoFrameCallback" in film
    ? new Promise((resolve) => film.requestVideoFrameCallback(() => resolve()))
    : new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
