// The two pictures and two film screens of the attract loop. They are made once and never again: what changes is only
// which lies on top. The old picture stays until the new one has really been presented.

import { calm } from "../controls/motion";
import * as addresses from "../host/addresses";
import { pictureOf, type Attraction } from "../state/order";

/** A film that shows no first frame within this time is skipped, in milliseconds. */
const FIRST_FRAME_MS = 4_000;
/** A picture that is not decoded within this time is skipped, in milliseconds. */
const DECODE_MS = 8_000;
/** A film that makes no progress for this long is left, in milliseconds. */
export const STALL_MS = 3_000;
/** An excerpt begins here, as a share of the film: after the titles, before the end. */
const EXCERPT_FROM = 0.12;
/** Cropping away more than this share would cut into faces: such pictures are shown whole. */
const MOST_CROP = 0.42;

/** The four fixed elements. */
export interface Screens {
  pictures: readonly [HTMLImageElement, HTMLImageElement];
  films: readonly [HTMLVideoElement, HTMLVideoElement];
}

/** Something ready to be uncovered. */
export interface Presented {
  element: HTMLImageElement | HTMLVideoElement;
  attraction: Attraction;
  /** Filling the glass would cut too much of it away: it has a part of the glass to itself. */
  whole: boolean;
  /** Width over height of an upright picture that is shown whole, with the words beside it; null for all others. */
  upright: number | null;
}

/** Resolves to false after a time unless `wish` came first; a rejection counts as false. */
function within(wish: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ms);
    wish.then(
      () => {
        clearTimeout(late);
        resolve(true);
      },
      () => {
        clearTimeout(late);
        resolve(false);
      },
    );
  });
}

const once = (target: EventTarget, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    target.addEventListener(name, () => resolve(), { once: true });
    target.addEventListener("error", () => reject(new Error(name)), { once: true });
  });

/** Lets go of decoder and memory; the element stays for the next film. */
export function release(film: HTMLVideoElement): void {
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
  attraction: Attraction,
  { width, height }: { width: number; height: number },
): Pick<Presented, "whole" | "upright"> {
  const cover = attraction.kind === "publication";
  const cut = cropOf(width, height) > MOST_CROP;
  const upright = cut && width / height < innerWidth / innerHeight;
  const whole = cut || cover;
  element.classList.toggle("whole", whole);
  element.classList.toggle("cover", cover);
  element.classList.toggle("upright", upright);
  return { whole, upright: upright ? width / height : null };
}

/** Where the still of an attraction is found, best first: an animation that has not been made yet stands still. */
function addressesOf(attraction: Attraction, media: string): readonly string[] {
  if (attraction.kind === "publication") return [addresses.page(media, 1, "screen")];
  const still = addresses.picture(media, "screen");
  return attraction.kind === "photo" && attraction.photo.moving && !calm() ? [addresses.moving(media), still] : [still];
}

/** Presents photos and films on the fixed elements. */
export class Projection {
  #screens: Screens;

  constructor(screens: Screens) {
    this.#screens = screens;
  }

  /**
   * Makes an attraction ready under what is shown and resolves once it could be uncovered: a photo decoded, a film with
   * its first frame on screen. Null when it cannot be. `under` is the element now on top, which is not touched.
   */
  async prepare(attraction: Attraction, under: Element | null, longest: number): Promise<Presented | null> {
    return attraction.kind === "film" ? this.#film(attraction, under, longest) : this.still(attraction, under);
  }

  /** The still of an attraction: what lies ready for the moment when a visit ends. */
  async still(attraction: Attraction, under: Element | null): Promise<Presented | null> {
    const shape = pictureOf(attraction);
    if (shape === null) return null;
    const picture = this.#screens.pictures.find((one) => one !== under) ?? this.#screens.pictures[0];
    const lies = place(picture, attraction, shape);
    for (const address of addressesOf(attraction, shape.media)) {
      picture.src = address;
      if (await within(picture.decode(), DECODE_MS)) return { element: picture, attraction, ...lies };
    }
    return null;
  }

  /** Stops both films and lets go of their decoders. */
  sleep(): void {
    for (const film of this.#screens.films) release(film);
  }

  async #film(
    attraction: Extract<Attraction, { kind: "film" }>,
    under: Element | null,
    longest: number,
  ): Promise<Presented | null> {
    const film = this.#screens.films.find((one) => one !== under) ?? this.#screens.films[0];
    const lies = place(film, attraction, attraction.film);
    film.muted = true;
    const loaded = once(film, "loadedmetadata");
    film.src = addresses.film(attraction.film.media);
    film.load();
    if (!(await within(loaded, FIRST_FRAME_MS))) {
      release(film);
      return null;
    }
    if (Number.isFinite(film.duration) && film.duration > longest) {
      film.currentTime = Math.min(film.duration * EXCERPT_FROM, film.duration - longest);
    }
    const frame =
      "requestVideoFrameCallback" in film
        ? new Promise<void>((resolve) => film.requestVideoFrameCallback(() => resolve()))
        : once(film, "timeupdate");
    const playing = film.play().then(() => frame);
    if (!(await within(playing, FIRST_FRAME_MS))) {
      release(film);
      return null;
    }
    return { element: film, attraction, ...lies };
  }
}
