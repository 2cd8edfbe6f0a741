// The programme at a minute of the day.
import { expect, test } from "vitest";
import { session } from "../messages/sample";
import { dayOf, minutes, nowAndNext, nowLine, runs, slots, time } from "./day";

const day = [
  session("14:00", "18:30", "Hall"),
  session("15:10", "15:40", "Room 1"),
  session("15:10", "15:40", "Room 2"),
  session("15:45", "16:30", "Kitchen"),
];

test("sessions of one minute stand side by side, in the order of the day", () => {
  const rows = slots([day[3], day[1], day[0], day[2]].filter((one) => one !== undefined));
  expect(rows.map((row) => row.start)).toEqual(["14:00", "15:10", "15:45"]);
  expect(rows[1]?.sessions.map((one) => one.room["en"])).toEqual(["Room 1", "Room 2"]);
});

test("now is the latest begun, next what begins after this minute", () => {
  expect(nowAndNext(day, minutes("15:24"))).toMatchObject({ now: { start: "15:10" }, next: { start: "15:45" } });
  expect(nowAndNext(day, minutes("15:42"))).toMatchObject({ now: { start: "14:00" }, next: { start: "15:45" } });
  expect(nowAndNext(day, minutes("09:00"))).toMatchObject({ now: undefined, next: { start: "14:00" } });
  expect(nowAndNext(day, minutes("19:00"))).toEqual({ now: undefined, next: undefined });
  expect(nowAndNext([], 0)).toEqual({ now: undefined, next: undefined });
});

test("a session begins with its first minute and is over at its end", () => {
  const [, one] = day;
  if (one === undefined) throw new Error("the day has a second session");
  expect(runs(one, minutes("15:10"))).toBe(true);
  expect(runs(one, minutes("15:39"))).toBe(true);
  expect(runs(one, minutes("15:40"))).toBe(false);
});

test("the line lies where the minute is: in the row that began, by its share until the next row", () => {
  const rows = slots(day);
  expect(nowLine(rows, minutes("13:59"))).toBeNull();
  expect(nowLine(rows, minutes("14:35"))).toEqual({ row: 0, share: 0.5 });
  expect(nowLine(rows, minutes("15:10"))).toEqual({ row: 1, share: 0 });
  expect(nowLine(rows, minutes("17:00"))?.row).toBe(2);
  expect(nowLine(rows, minutes("18:30"))).toBeNull();
});

test("times go there and back, and local days are written like the catalogue's", () => {
  expect(time(minutes("09:05"))).toBe("09:05");
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});
