// The attract loop: what is shown, for how long, and what happens when an item is slow, broken, gone or alone.

import type { Catalogue } from "../messages/messages";
import { pictureOf, type Attraction, type Order } from "../state/order";
import { release, STALL_MS, type Presented, type Projection } from "./projection";
import { LIGHTEST, type Veil } from "./veil";

/** The crossfade (styles/tokens.css, --d-fade), in milliseconds. */
const FADE_MS = 1_800;
/** How often a running film is looked at. */
const LOOK_MS = 500;
/** How often the veil follows a film. */
const METER_MS = 2_000;
/** After nothing could be shown: look again this soon. */
const AGAIN_MS = 2_000;
/** So many items in a row may fail before the loop rests a moment on what it shows. */
const PATIENCE = 4;

/** What the loop works with; all of it passed in. */
export interface LoopParts {
  catalogue: () => Catalogue;
  order: Pick<Order, "next">;
  projection: Pick<Projection, "prepare" | "still" | "sleep">;
  /** Reads how dark the veil must be over an element. */
  meter: (element: Presented["element"]) => Veil;
}

/** Whether an item is still part of the show, so that it may stay on the glass and be opened. */
export function isHung(attraction: Attraction, catalogue: Catalogue): boolean {
  const stand = catalogue.stands.find((one) => one.id === attraction.stand.id);
  if (stand === undefined) return false;
  switch (attraction.kind) {
    case "film":
      return stand.films.some((film) => film.media === attraction.film.media && film.state === "ready");
    case "photo":
      return stand.series.some((series) => series.photos.some((photo) => photo.media === attraction.photo.media));
    case "publication": {
      const cover = pictureOf(attraction)?.media;
      return stand.publications.some((one) => one.editions.some((edition) => edition.media === cover));
    }
  }
}

/** Runs between `start` and `stop`; what is on the glass stays there in between. */
export class Loop {
  /** What lies on top; null while nothing could be shown yet. */
  shown: Presented | null = $state.raw(null);
  /** How dark the veil is. */
  veil: Veil = $state.raw(LIGHTEST);
  /** Counts up with every item. */
  round = $state(0);

  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Every start and stop makes older promises void. */
  #turn = 0;
  #parts: LoopParts;

  constructor(parts: LoopParts) {
    this.#parts = parts;
  }

  /** Begins, or goes on after a visit with what lies on top. */
  start(): void {
    this.#halt();
    if (this.shown === null) void this.#advance();
    else this.#later(() => void this.#advance(), this.#photoMs / 2);
  }

  /** A visit begins: decoders are let go, and a still is laid ready for the moment the visit ends. */
  async stop(): Promise<void> {
    this.#halt();
    const turn = this.#turn;
    if (this.shown?.attraction.kind === "film" && "pause" in this.shown.element) {
      const still = await this.#parts.projection.still(this.shown.attraction, null);
      if (turn !== this.#turn) return;
      this.shown = still;
    }
    this.#parts.projection.sleep();
  }

  get #photoMs(): number {
    return this.#parts.catalogue().exhibition.attract.photo_seconds * 1_000;
  }

  get #excerpt(): number {
    return this.#parts.catalogue().exhibition.attract.film_seconds;
  }

  #halt(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  #later(act: () => void, ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, ms);
  }

  async #advance(): Promise<void> {
    this.#halt();
    const turn = this.#turn;
    for (let attempt = 0; attempt < PATIENCE; attempt++) {
      const attraction = this.#parts.order.next(this.#parts.catalogue());
      if (attraction === null) break;
      // One still in the whole show: it is there already.
      if (this.#isShown(attraction)) break;
      const ready = await this.#parts.projection.prepare(attraction, this.shown?.element ?? null, this.#excerpt);
      if (turn !== this.#turn) return;
      if (ready === null) continue;
      this.#uncover(ready);
      if (attraction.kind === "film") this.#watch(ready.element as HTMLVideoElement);
      else this.#later(() => void this.#advance(), this.#photoMs);
      return;
    }
    if (this.shown !== null && !isHung(this.shown.attraction, this.#parts.catalogue())) this.shown = null;
    this.#later(() => void this.#advance(), AGAIN_MS);
  }

  #isShown(attraction: Attraction): boolean {
    return (
      attraction.kind !== "film" &&
      this.shown?.attraction.kind === attraction.kind &&
      pictureOf(this.shown.attraction)?.media === pictureOf(attraction)?.media
    );
  }

  /** Uncovers what is ready; a film that was on top lets go of its decoder once it is covered. */
  #uncover(now: Presented): void {
    const old = this.shown;
    this.shown = now;
    this.round += 1;
    this.veil = this.#parts.meter(now.element);
    if (old === null || old.attraction.kind !== "film" || old.element === now.element) return;
    const turn = this.#turn;
    setTimeout(() => {
      if (turn === this.#turn && this.shown === now) release(old.element as HTMLVideoElement);
    }, FADE_MS + 200);
  }

  /** Follows a film to its end, its excerpt's end, or its standstill; short films play again until a turn is full. */
  #watch(film: HTMLVideoElement): void {
    let last = film.currentTime;
    let elapsed = 0;
    let still = 0;
    const look = () => {
      elapsed += LOOK_MS;
      still = film.currentTime === last ? still + LOOK_MS : 0;
      last = film.currentTime;
      if (film.ended && elapsed < this.#photoMs) {
        // Never the loop attribute: it cuts films short (measured on WebKitGTK).
        still = 0;
        film.currentTime = 0;
        void film.play().catch(() => undefined);
      } else if (film.ended || film.error !== null || still >= STALL_MS || elapsed >= this.#excerpt * 1_000) {
        void this.#advance();
        return;
      }
      if (elapsed % METER_MS === 0) this.veil = this.#parts.meter(film);
      this.#later(look, LOOK_MS);
    };
    this.#later(look, LOOK_MS);
  }
}
