// The loop on a false clock and false screens: never empty, never stuck, decoders let go.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Catalogue } from "../messages/messages";
import { catalogue, edition, film, photo, publication, series, stand } from "../messages/sample";
import { Order, type Attraction } from "../state/order";
import { Loop } from "./loop.svelte";
import type { Presented } from "./projection";
import { LIGHTEST } from "./veil";

/** A film screen that plays when told to and can be held up. */
class FalseFilm {
  currentTime = 0;
  ended = false;
  error: unknown = null;
  released = 0;
  plays = 0;
  pause() {}
  load() {
    this.released += 1;
  }
  removeAttribute() {}
  play() {
    this.plays += 1;
    this.ended = false;
    return Promise.resolve();
  }
}

let hall: Catalogue;
let fails: Set<string>;
let slept: number;
let films: FalseFilm[];
const idOf = (one: Attraction) =>
  one.kind === "film" ? one.film.id : one.kind === "photo" ? one.photo.id : one.publication.id;

const make = (): Loop =>
  new Loop({
    catalogue: () => hall,
    order: new Order(() => 0),
    projection: {
      prepare: async (attraction) => {
        if (fails.has(idOf(attraction))) return null;
        const element = attraction.kind === "film" ? new FalseFilm() : {};
        if (element instanceof FalseFilm) films.push(element);
        return { element, attraction } as unknown as Presented;
      },
      still: async (attraction) => ({ element: {}, attraction }) as unknown as Presented,
      sleep: () => (slept += 1),
    },
    meter: () => LIGHTEST,
  });
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  fails = new Set();
  films = [];
  slept = 0;
});
afterEach(() => vi.useRealTimers());

const photos = (number: number, ...ids: string[]) =>
  stand(number, { series: [series(`s${number}`, ...ids.map((id) => photo(id)))] });

test("photos follow each other at their time", async () => {
  hall = catalogue([photos(1, "a"), photos(2, "b")]);
  const loop = make();
  loop.start();
  await pass(0);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("a");
  await pass(8_900);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("a");
  await pass(200);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("b");
});

test("what cannot be shown is passed over, and the old picture stays when nothing can", async () => {
  hall = catalogue([photos(1, "a"), photos(2, "b"), photos(3, "c")]);
  fails.add("b");
  const loop = make();
  loop.start();
  await pass(9_100);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("c");
  fails.add("a").add("c");
  await pass(60_000);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("c");
});

test("an empty show is a card, and wakes by itself when something is ready", async () => {
  hall = catalogue([]);
  const loop = make();
  loop.start();
  await pass(30_000);
  expect(loop.shown).toBeNull();
  hall = catalogue([photos(1, "a")], 2);
  await pass(2_100);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("a");
});

test("the last item that is taken away leaves the glass", async () => {
  hall = catalogue([photos(1, "a")]);
  const loop = make();
  loop.start();
  await pass(0);
  hall = catalogue([], 2);
  await pass(12_000);
  expect(loop.shown).toBeNull();
});

test("a film is cut at its excerpt, a stalled one after three seconds, a short one plays again until its turn is full", async () => {
  hall = catalogue([stand(1, { films: [film("f")] }), photos(2, "b")], 1, {
    attract: { photo_seconds: 9, film_seconds: 20 },
  });
  const runs = setInterval(() => films.forEach((one) => (one.currentTime += 0.25)), 250);
  const loop = make();
  loop.start();
  await pass(19_400);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("f");
  await pass(1_200);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("b");
  await pass(2_100);
  expect(films[0]?.released).toBe(1);

  await pass(7_000);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("f");
  const second = films[1];
  if (second === undefined) throw new Error("the film came a second time");
  await pass(2_000);
  second.ended = true;
  await pass(600);
  expect(second.plays).toBe(1);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("f");

  clearInterval(runs);
  await pass(3_600);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("b");
});

test("a visit lets go of the decoders, keeps a still on the glass, and the loop goes on afterwards", async () => {
  hall = catalogue([stand(1, { films: [film("f")] }), photos(2, "b")]);
  const loop = make();
  loop.start();
  await pass(0);
  expect(films).toHaveLength(1);
  await loop.stop();
  expect(slept).toBe(1);
  expect(loop.shown?.element).not.toBe(films[0]);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("f");
  await pass(120_000);
  expect(films).toHaveLength(1);
  loop.start();
  await pass(4_600);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("b");
});

test("a folder of publications alone shows its covers, and takes one down with its file", async () => {
  hall = catalogue([stand(1, { publications: [publication("p", edition("en"))] })]);
  const loop = make();
  loop.start();
  await pass(0);
  expect(loop.shown && idOf(loop.shown.attraction)).toBe("p");
  await pass(30_000);
  expect(loop.round).toBe(1);
  hall = catalogue([stand(1)], 2);
  await pass(12_000);
  expect(loop.shown).toBeNull();
});
