// The programme as a day: which sessions run side by side, which are over, which are now and next.

import type { Session } from "../messages/messages";

/** Sessions that begin at the same minute, side by side in the programme. */
export interface Slot {
  /** `HH:MM`. */
  start: string;
  sessions: readonly Session[];
}

/** Minutes since midnight of `HH:MM`; 0 for anything else. */
export function minutes(time: string): number {
  const [hours, rest] = time.split(":");
  return (Number(hours) || 0) * 60 + (Number(rest) || 0);
}

/** `HH:MM` of minutes since midnight. */
export function time(at: number): string {
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}

/** The day as `YYYY-MM-DD` in local time. */
export function dayOf(date: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The sessions by start, in order; sessions of the same minute keep the order they came in. */
export function slots(sessions: readonly Session[]): readonly Slot[] {
  const byStart = new Map<number, Session[]>();
  for (const session of sessions) {
    const at = minutes(session.start);
    const there = byStart.get(at);
    if (there === undefined) byStart.set(at, [session]);
    else there.push(session);
  }
  return [...byStart.entries()]
    .sort(([a], [b]) => a - b)
    .map(([at, together]) => ({ start: time(at), sessions: together }));
}

/** Whether a session runs at a minute of the day; it ends with its last minute. */
export const runs = (session: Session, at: number): boolean =>
  minutes(session.start) <= at && at < minutes(session.end);

/** What runs (the latest begun first) and what begins next, at a minute of the day. */
export function nowAndNext(
  sessions: readonly Session[],
  at: number,
): { now: Session | undefined; next: Session | undefined } {
  const running = sessions.filter((session) => runs(session, at));
  // The latest begun names the moment best: a market that runs all day hides what one came for.
  const now = running.reduce<Session | undefined>(
    (best, one) => (best === undefined || minutes(one.start) > minutes(best.start) ? one : best),
    undefined,
  );
  const next = slots(sessions.filter((session) => minutes(session.start) > at))[0]?.sessions[0];
  return { now, next };
}

/**
 * How far down the rows of `slots` the now line lies: `row` and the share (0–1) of that row.
 * Null before the first row and after the last session has ended.
 */
export function nowLine(rows: readonly Slot[], at: number): { row: number; share: number } | null {
  const starts = rows.map((row) => minutes(row.start));
  const end = Math.max(0, ...rows.flatMap((row) => row.sessions.map((session) => minutes(session.end))));
  const row = starts.findLastIndex((start) => start <= at);
  const start = starts[row];
  if (start === undefined || at >= end) return null;
  const until = starts[row + 1] ?? end;
  return { row, share: Math.min(1, (at - start) / Math.max(1, until - start)) };
}
