// The attract loop: what is shown, for how long, and what happens when an item is slow, broken, gone or alone. What comes
// next is made ready early, so that nothing ever waits on the glass.

import type { Catalogue } from "../messages/messages";
import { idOf, isCard, pictureOf, type Attraction, type Hall, type Turn } from "../state/order";
import type { Strikes } from "../state/strikes";
import type { Presented, Projection } from "./projection";
import { LIGHTEST, type Veil } from "./veil";

/** The crossfade (styles/tokens.css, --d-fade), in milliseconds. */
export const FADE_MS = 1_800;
/** The crossfade of a film into itself (--d-seam), in milliseconds: its last moment over its first. */
export const SEAM_MS = 500;
/** Where the machine draws too slowly to fade, the film is cut to its beginning, which has begun to run so long before. */
const HEAD_START_MS = 80;
/** How often a running film is looked at. */
const LOOK_MS = 100;
/** How often the veil follows a film. */
const METER_MS = 2_000;
/** The next item is made ready when this much of the present one is left. */
const LEAD_MS = 6_000;
/** After a crossfade: the elements that it covered are free. */
const FREE_MS = 300;
/** So long after an item began to come, nothing of the change is left; the next one is not begun before that. */
export const SETTLED_MS = FADE_MS + 1.5 * FREE_MS;
/** A film that makes no progress for this long is left. */
const STALL_MS = 3_000;
/** After nothing could be shown: look again this soon. */
const AGAIN_MS = 2_000;
/** So many items in a row may fail before the loop rests a moment on what it shows. */
const PATIENCE = 4;
/** What somebody reads of a caption in a second, in characters, and the most that it adds to a photo's time. */
const READING = 18;
const MOST_READING_MS = 6_000;

/** What the loop works with; all of it passed in. */
export interface LoopParts {
  /** What is there at a moment of the wall clock. */
  hall: (when: number) => Omit<Hall, "barred">;
  /** Deals turns. */
  order: () => { next(hall: Hall): Turn | null };
  projection: Pick<Projection, "prepare" | "begin" | "still" | "runs" | "sleep" | "releaseBut">;
  strikes: Pick<Strikes, "strike" | "bars">;
  /** Reads how dark the veil must be over an element. */
  meter: (element: Presented["element"]) => Veil;
  /** Whether the machine draws fast enough for a film to be faded into itself. */
  fades: () => boolean;
  /** The wall clock in milliseconds. */
  now: () => number;
}

/** Whether an item is still part of the show, so that it may stay on the glass and be opened. */
export function isHung(attraction: Attraction, catalogue: Catalogue): boolean {
  if (attraction.kind === "programme") return catalogue.exhibition.sessions.length > 0;
  const stand = catalogue.stands.find((one) => one.id === attraction.stand.id);
  if (stand === undefined) return false;
  const photos = () => stand.series.flatMap((series) => series.photos.map((photo) => photo.media));
  switch (attraction.kind) {
    case "invitation":
      return true;
    case "film":
      return stand.films.some((film) => film.media === attraction.film.media && film.state === "ready");
    case "photo":
      return [attraction.photo, attraction.beside].every((one) => one === undefined || photos().includes(one.media));
    case "publication": {
      const cover = pictureOf(attraction)?.media;
      return stand.publications.some((one) => one.editions.some((edition) => edition.media === cover));
    }
  }
}

/** Whether it is a film that runs; one that flashes, or was not looked at yet, is shown as a still. */
const runs = (shown: Presented | null): boolean => shown?.element != null && "play" in shown.element;

/** What waits beneath. */
interface Ready {
  presented: Presented;
  turn: Turn;
  /** It is the film that is shown, once more. */
  again: boolean;
}

/** Runs between `start` and `stop`; what is on the glass stays there in between. */
export class Loop {
  /** What lies on top; null while nothing could be shown yet. */
  shown: Presented | null = $state.raw(null);
  /** How dark the veil is. */
  veil: Veil = $state.raw(LIGHTEST);
  /** Counts up with every item. */
  round = $state(0);
  /**
   * How what is on top came there: a film over itself, faded or at once, the very first item over the bare wall, anything
   * else faded.
   */
  entry: "fade" | "seam" | "splice" | "cut" = $state("fade");

  #parts: LoopParts;
  #timers = new Set<ReturnType<typeof setTimeout>>();
  /** Every start and stop makes older promises void. */
  #epoch = 0;
  #ready: Ready | null = null;
  /** What is being made ready. */
  #foreseen: Promise<void> | null = null;
  #leaving = false;
  /** The film on top does not go on. */
  #stuck = false;
  /** When the item on top has to leave, on the wall clock; null where it takes its own time. */
  #until: number | null = null;
  /** When what is on top began to be uncovered, on the wall clock. */
  #uncovered = 0;
  /** When the item on top came, on the wall clock; a film that comes over itself has come before. */
  #since = 0;

  constructor(parts: LoopParts) {
    this.#parts = parts;
  }

  /** Begins, or goes on after a visit with what lies on top. */
  start(): void {
    this.#reset();
    if (this.shown === null) void this.#leave();
    else this.#stay(this.#photoMs / 2);
  }

  /** A visit begins: decoders are let go, and a still is laid ready for the moment the visit ends. */
  async stop(): Promise<void> {
    this.#reset();
    const epoch = this.#epoch;
    if (this.shown !== null && runs(this.shown)) {
      const still = await this.#parts.projection.still(this.shown.attraction, null);
      if (epoch !== this.#epoch) return;
      this.shown = still;
    }
    this.#parts.projection.sleep();
  }

  /**
   * The catalogue has changed: what is gone leaves at once, what waits beneath must still be there, and where nothing
   * could be shown something may have come.
   */
  follow(): void {
    const { catalogue } = this.#parts.hall(this.#parts.now());
    if (this.#ready !== null && !isHung(this.#ready.presented.attraction, catalogue)) this.#ready = null;
    if (this.#timers.size > 0 && (this.shown === null || !isHung(this.shown.attraction, catalogue))) void this.#leave();
  }

  /** Whether nothing but what is on top keeps the machine busy: no fade, and nothing is made ready. */
  get isCalm(): boolean {
    const fades = this.#parts.now() - this.#uncovered < FADE_MS + FREE_MS;
    return !fades && this.#foreseen === null && this.#ready === null;
  }

  get #attract(): Catalogue["exhibition"]["attract"] {
    return this.#parts.hall(this.#parts.now()).catalogue.exhibition.attract;
  }

  get #photoMs(): number {
    return this.#attract.photo_seconds * 1_000;
  }

  #reset(): void {
    this.#halt();
    this.#epoch += 1;
    this.#ready = null;
    this.#foreseen = null;
    this.#leaving = false;
  }

  #halt(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #later(act: () => void, ms: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  #next(when: number): Turn | null {
    const barred = (media: string) => this.#parts.strikes.bars(media, this.#parts.now());
    return this.#parts.order().next({ ...this.#parts.hall(when), barred });
  }

  async #prepare(turn: Turn, again: boolean): Promise<Ready | null> {
    const epoch = this.#epoch;
    const under = this.shown?.element ?? null;
    const presented = await this.#parts.projection.prepare(
      turn.attraction,
      under,
      this.#attract.film_seconds,
      again ? 0 : turn.from,
    );
    if (epoch !== this.#epoch) {
      // A visit has begun meanwhile, and lets no decoder be held behind its back.
      if (this.#timers.size === 0) this.#parts.projection.sleep();
      return null;
    }
    if (presented === null) this.#strike(turn.attraction);
    return presented === null ? null : { presented, turn, again };
  }

  #strike(attraction: Attraction): void {
    const media = pictureOf(attraction)?.media;
    if (media !== undefined) this.#parts.strikes.strike(media, this.#parts.now());
  }

  /** Makes ready what comes when the present item leaves at `when`. */
  #foresee(when: number): void {
    if (this.#ready !== null || this.#foreseen !== null) return;
    const search = async () => {
      for (let attempt = 0; attempt < PATIENCE; attempt++) {
        const turn = this.#again(when) ?? this.#next(when);
        if (turn === null || this.#isStillThere(turn.attraction)) return;
        const epoch = this.#epoch;
        const ready = await this.#prepare(turn, runs(this.shown) && this.#isShown(turn.attraction));
        if (epoch !== this.#epoch) return;
        if (ready === null) continue;
        const gone = !isHung(turn.attraction, this.#parts.hall(when).catalogue);
        this.#ready = gone ? null : ready;
        return;
      }
    };
    const epoch = this.#epoch;
    this.#foreseen = search().finally(() => {
      if (epoch === this.#epoch) this.#foreseen = null;
    });
  }

  /** A film that is too short to fill a turn comes again. */
  #again(when: number): Turn | null {
    const attraction = this.shown?.attraction;
    if (attraction === undefined || !runs(this.shown) || this.#stuck) return null;
    if (!isHung(attraction, this.#parts.hall(when).catalogue)) return null;
    const full = this.#until === null ? when - this.#since >= this.#photoMs : when >= this.#until - LOOK_MS;
    return full ? null : { attraction, until: this.#until, from: 0 };
  }

  #isShown(attraction: Attraction): boolean {
    const shown = this.shown?.attraction;
    if (shown === undefined || isCard(attraction) || isCard(shown)) return shown?.kind === attraction.kind;
    return idOf(shown) === idOf(attraction) && pictureOf(shown)?.media === pictureOf(attraction)?.media;
  }

  /** One still in the whole show: it is there already. A film that may run by now is something else. */
  #isStillThere(attraction: Attraction): boolean {
    return (
      !runs(this.shown) &&
      !this.#parts.projection.runs(attraction, this.#attract.film_seconds) &&
      this.#isShown(attraction)
    );
  }

  /** The time of the present item is over. */
  async #leave(): Promise<void> {
    if (this.#leaving) return;
    this.#halt();
    this.#leaving = true;
    const epoch = this.#epoch;
    if (this.#ready === null) {
      this.#foresee(this.#parts.now());
      await this.#foreseen;
      if (epoch !== this.#epoch) return;
    }
    this.#leaving = false;
    const ready = this.#ready;
    this.#ready = null;
    if (ready !== null) return this.#uncover(ready);
    const { catalogue } = this.#parts.hall(this.#parts.now());
    if (this.shown !== null && !isHung(this.shown.attraction, catalogue)) this.shown = null;
    // A film that ended stands at its last frame until something else is there.
    this.#later(() => void this.#leave(), AGAIN_MS);
  }

  /** Uncovers what is ready. A film that was on top lets go of its decoder once it is covered. */
  #uncover({ presented, turn, again }: Ready): void {
    const now = this.#parts.now();
    this.#parts.projection.begin(presented);
    this.entry = again ? (this.#parts.fades() ? "seam" : "splice") : this.shown === null ? "cut" : "fade";
    this.#stuck = false;
    this.#uncovered = now;
    this.shown = presented;
    this.#until = turn.until;
    if (!again) {
      this.#since = now;
      this.round += 1;
    }
    this.veil = this.#parts.meter(presented.element);
    const fade = again ? SEAM_MS : FADE_MS;
    this.#later(() => this.#parts.projection.releaseBut(presented.element), fade + FREE_MS);
    if (runs(presented)) this.#watch(presented, fade + 2 * FREE_MS);
    else this.#stay(turn.until === null ? this.#dwell(presented.attraction) : turn.until - now);
  }

  /** How long a still stays by itself: longer where there is something to read. */
  #dwell(attraction: Attraction): number {
    const words =
      attraction.kind === "photo"
        ? (attraction.photo.caption ?? attraction.photo.title ?? "")
        : attraction.kind === "invitation"
          ? (Object.values(attraction.stand.blurb)[0] ?? "")
          : "";
    return this.#photoMs + Math.min(MOST_READING_MS, Math.max(0, (words.length / READING) * 1_000 - 2_000));
  }

  #stay(ms: number): void {
    const free = FADE_MS + 2 * FREE_MS;
    this.#later(() => this.#foresee(this.#parts.now() + Math.min(ms, LEAD_MS)), Math.max(free, ms - LEAD_MS));
    this.#later(() => void this.#leave(), ms);
  }

  /** Follows a film to its end, its excerpt's end, or its standstill. Its elements are free after `free` milliseconds. */
  #watch({ element, attraction }: Presented, free: number): void {
    const film = element as HTMLVideoElement;
    const begun = this.#parts.now();
    let last = film.currentTime;
    let elapsed = 0;
    let still = 0;
    let begins: Ready | null = null;
    const look = () => {
      const now = this.#parts.now();
      elapsed += LOOK_MS;
      still = film.currentTime === last && !film.ended ? still + LOOK_MS : 0;
      last = film.currentTime;
      if (film.error !== null || still >= STALL_MS) {
        this.#strike(attraction);
        this.#stuck = true;
        void this.#leave();
        return;
      }
      const excerpt = this.#attract.film_seconds * 1_000 - (now - begun);
      const rest = Number.isFinite(film.duration) ? (film.duration - film.currentTime) * 1_000 : Infinity;
      const left = film.ended ? 0 : Math.min(rest, excerpt, this.#until === null ? Infinity : this.#until - now);
      if (left <= LEAD_MS && elapsed >= free) this.#foresee(now + left);
      // Over itself it goes while it still moves, over anything else from its last frame.
      const again = this.#ready?.again === true ? this.#ready : null;
      const early = again !== null && this.#parts.fades() ? SEAM_MS : 0;
      if (left <= early && elapsed > 0) {
        void this.#leave();
        return;
      }
      if (again !== null && early === 0 && left <= HEAD_START_MS + LOOK_MS && begins !== again) {
        begins = again;
        this.#later(() => this.#parts.projection.begin(again.presented), Math.max(0, left - HEAD_START_MS));
      }
      if (elapsed % METER_MS === 0) this.veil = this.#parts.meter(film);
      this.#later(look, LOOK_MS);
    };
    // The end itself does not wait for the next look.
    film.onended = () => {
      if (this.shown?.element === film && this.#ready !== null) void this.#leave();
    };
    this.#later(look, LOOK_MS);
  }
}
