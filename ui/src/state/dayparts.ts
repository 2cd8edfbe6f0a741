// Parts of the day with stands of their own: who is in the attract loop at a minute of the day.

import type { Catalogue, DayPart, Stand } from "../messages/messages";
import { minutes } from "./day";

/** Whether a minute of the day lies in a part; a part whose end is before its start lasts past midnight. */
export function lasts(part: DayPart, minute: number): boolean {
  const [start, end] = [minutes(part.start), minutes(part.end)];
  return start <= end ? start <= minute && minute < end : minute >= start || minute < end;
}

/** The stands that are shown at a minute of the day, in the order of the room. Parts that name nobody there count as none. */
export function standsAt(catalogue: Catalogue, minute: number): readonly Stand[] {
  const parts = catalogue.exhibition.attract.day_parts.filter((part) => lasts(part, minute));
  const named = catalogue.stands.filter((stand) => parts.some((part) => part.stands.includes(stand.id)));
  return named.length === 0 ? catalogue.stands : named;
}
