// Screens in step: the same folder and the same clock give the same picture, whoever asks and whenever they began.
import { expect, test } from "vitest";
import { catalogue, film, photo, series, stand } from "../messages/sample";
import { USUAL_ATTRACT } from "../messages/usual";
import { idOf, isCard, type Hall } from "./order";
import { Timetable } from "./timetable";

const fair = catalogue(
  [
    stand(1, { films: [{ ...film("f"), seconds: 25 }], series: [series("a", photo("a0"), photo("a1"))] }),
    stand(2, { series: [series("b", photo("b0"))] }),
  ],
  1,
  { attract: { ...USUAL_ATTRACT, photo_seconds: 10, sync: true } },
);
const hall = (when: number): Hall => ({
  catalogue: fair,
  when,
  minute: 0,
  programme: false,
  pairs: false,
  barred: () => false,
});
const at = (seconds: number) => {
  const turn = new Timetable().next(hall(seconds * 1_000));
  if (turn === null || isCard(turn.attraction)) throw new Error("nothing is on");
  return { id: idOf(turn.attraction), until: (turn.until ?? 0) / 1_000, from: turn.from };
};

test("the day is cut into slots, and a film takes as many as it needs", () => {
  // f (3 slots), b0, a0, b0, a1, b0: 8 slots of 10 s.
  expect([0, 30, 40, 50, 60, 70, 80].map((seconds) => at(seconds).id)).toEqual([
    "f",
    "b0",
    "a0",
    "b0",
    "a1",
    "b0",
    "f",
  ]);
  expect(at(80 * 1_000_000 + 33)).toEqual({ id: "b0", until: 80 * 1_000_000 + 40, from: 3 });
});

test("who comes late sees the film where the others are", () => {
  expect(at(12)).toEqual({ id: "f", until: 30, from: 12 });
  expect(at(0.1).from).toBe(0);
});

test("nothing is on where nothing is ready", () => {
  expect(new Timetable().next({ ...hall(0), catalogue: catalogue([]) })).toBeNull();
});
