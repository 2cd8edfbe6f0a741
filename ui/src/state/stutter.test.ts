// A film that leaves out pictures is told of; one that is paused, just begun, or has pictures of its own pace is not.
import { expect, test } from "vitest";
import { COUNT_MS, SETTLE_MS, Stutter, type Count } from "./stutter";

const RATE = 30;
/** Plays for so many seconds; `count` says what the engine has counted by then. Gives back everything found. */
function play(seconds: number, count: (at: number) => Count, plays: (at: number) => boolean = () => true) {
  const stutter = new Stutter();
  const looks = Array.from({ length: seconds * 2 + 1 }, (_, look) => look / 2);
  return looks.map((at) => stutter.look(at * 1_000, plays(at), count(at))).filter((found) => found !== null);
}
/** So many of a hundred pictures are left out. */
const leaving = (percent: number) => (at: number) => ({
  total: Math.round(at * RATE),
  dropped: Math.round((at * RATE * percent) / 100),
  skipped: 0,
});

test("more than one picture in twenty is told, with the numbers", () => {
  const [first, ...more] = play(13, leaving(10));
  expect(first?.seconds).toBe(COUNT_MS / 1_000);
  expect(first?.dropped).toBeCloseTo(15, -1);
  expect(first?.total).toBe(150);
  expect(more).toHaveLength(1);
  expect(play(60, leaving(4))).toEqual([]);
});

test("the first moment and short showings do not count", () => {
  const atFirst = (at: number) => ({ total: Math.round(at * RATE), dropped: Math.min(20, at * RATE), skipped: 0 });
  expect(play(30, atFirst)).toEqual([]);
  expect(play((SETTLE_MS + COUNT_MS) / 1_000 - 0.5, leaving(50))).toEqual([]);
});

test("a pause or a jump begins anew, and another film on the same element too", () => {
  expect(play(30, leaving(50), (at) => at % 5 !== 0)).toEqual([]);
  expect(play(30, (at) => leaving(50)(at % 5))).toEqual([]);
});

test("what the decoder skipped counts where the engine reports some of it", () => {
  const skipping = (reported: number) => (at: number) => ({
    total: Math.round(at * 10),
    dropped: Math.round(at * reported),
    skipped: Math.round(at * 20),
  });
  expect(play(7, skipping(1))[0]).toMatchObject({ dropped: 100 });
  expect(play(30, skipping(0)), "pictures that last differently long").toEqual([]);
});
