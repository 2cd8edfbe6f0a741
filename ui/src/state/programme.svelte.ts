// Now and next, following the clock of the machine; the clock is passed in.

import type { Session } from "../messages/messages";
import { dayOf, nowAndNext, slots, time, type Slot } from "./day";
import type { Show } from "./show.svelte";

/** The day's programme at the present minute. */
export class Programme {
  /** Minutes since midnight, local time. */
  minute = $state(0);
  #day = $state("");
  readonly #show: Show;

  constructor(show: Show) {
    this.#show = show;
  }

  /** Sets the present; only a new minute changes anything on screen. */
  tick(now: Date): void {
    this.minute = now.getHours() * 60 + now.getMinutes();
    this.#day = dayOf(now);
  }

  /** Whether there is a programme at all. */
  get exists(): boolean {
    return this.#show.catalogue.exhibition.sessions.length > 0;
  }

  /** Whether the programme is for the present day; one without a date is for any day. */
  get isToday(): boolean {
    const { date } = this.#show.catalogue.exhibition;
    return date === null || date === this.#day;
  }

  /** `YYYY-MM-DD` the programme is for; null for any day. */
  get date(): string | null {
    return this.#show.catalogue.exhibition.date;
  }

  /** The present as `HH:MM`. */
  get time(): string {
    return time(this.minute);
  }

  /** The whole day by start. */
  get slots(): readonly Slot[] {
    return slots(this.#show.catalogue.exhibition.sessions);
  }

  /** What runs now; undefined on another day. */
  get now(): Session | undefined {
    return this.isToday ? nowAndNext(this.#show.catalogue.exhibition.sessions, this.minute).now : undefined;
  }

  /** What begins next; undefined on another day and in the evening. */
  get next(): Session | undefined {
    return this.isToday ? nowAndNext(this.#show.catalogue.exhibition.sessions, this.minute).next : undefined;
  }
}
