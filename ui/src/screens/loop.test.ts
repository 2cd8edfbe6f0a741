// The loop on a false clock and false screens: never empty, never stuck, decoders let go.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Catalogue } from "../messages/messages";
import { catalogue, edition, film, photo, publication, series, stand } from "../messages/sample";
import { USUAL_ATTRACT } from "../messages/usual";
import { Order, type Attraction } from "../state/order";
import { Strikes } from "../state/strikes";
import { Timetable } from "../state/timetable";
import { Loop } from "./loop.svelte";
import type { Presented } from "./projection";
import { LIGHTEST } from "./veil";

/** A film screen that plays when told to, at the pace of the false clock, and can be held up. */
class FalseFilm {
  currentTime = 0;
  duration = 60;
  error: unknown = null;
  onended: (() => void) | null = null;
  plays = false;
  held = false;
  play() {
    this.plays = true;
    return Promise.resolve();
  }
  pause() {}
  get ended() {
    return this.currentTime >= this.duration;
  }
  run(seconds: number) {
    if (!this.plays || this.held || this.ended) return;
    this.currentTime = Math.min(this.duration, this.currentTime + seconds);
    if (this.ended) this.onended?.();
  }
}

let hall: Catalogue;
let fails: Set<string>;
/** Films that stand still because nobody has looked at them. */
let unseen: Set<string>;
let lengths: Map<string, number>;
/** How long it takes to make something ready, in milliseconds. */
let slow: number;
let slept: number;
/** Whether the machine draws fast enough to fade a film into itself. */
let fades: boolean;
/** The pool: two screens, as there are on the glass. */
let films: [FalseFilm, FalseFilm];
let prepared: string[];
let loop: Loop;

const idOf = (one: Attraction) => {
  if (one.kind === "programme" || one.kind === "invitation") return one.kind;
  return one.kind === "film" ? one.film.id : one.kind === "photo" ? one.photo.id : one.publication.id;
};
const showing = () => loop.shown && idOf(loop.shown.attraction);

const make = (): Loop =>
  new Loop({
    hall: (when) => ({ catalogue: hall, when, minute: 0, programme: false, pairs: false }),
    order: () => order,
    projection: {
      prepare: async (attraction, under) => {
        if (fails.has(idOf(attraction))) return null;
        await new Promise((done) => setTimeout(done, slow));
        prepared.push(idOf(attraction));
        if (attraction.kind !== "film" || unseen.has(attraction.film.id))
          return { element: {}, attraction } as unknown as Presented;
        const element = films.find((one) => (one as unknown) !== under) ?? films[0];
        Object.assign(element, { currentTime: 0, plays: false, duration: lengths.get(attraction.film.id) ?? 60 });
        return { element, attraction } as unknown as Presented;
      },
      begin: (ready) => void (ready.element as unknown as FalseFilm).play?.(),
      still: async (attraction) => ({ element: {}, attraction }) as unknown as Presented,
      runs: (attraction: Attraction) => attraction.kind === "film" && !unseen.has(attraction.film.id),
      sleep: () => (slept += 1),
      releaseBut: () => undefined,
    },
    strikes: new Strikes(),
    fades: () => fades,
    meter: () => LIGHTEST,
    now: () => Date.now(),
  });
let order: Order;
let runs: ReturnType<typeof setInterval>;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  fails = new Set();
  unseen = new Set();
  lengths = new Map();
  films = [new FalseFilm(), new FalseFilm()];
  prepared = [];
  slept = 0;
  slow = 0;
  fades = true;
  // Nothing is shuffled.
  order = new Order(() => 0.999);
  loop = make();
  runs = setInterval(() => films.forEach((one) => one.run(0.05)), 50);
});
afterEach(() => {
  clearInterval(runs);
  vi.useRealTimers();
});

const photos = (number: number, ...ids: string[]) =>
  stand(number, { series: [series(`s${number}`, ...ids.map((id) => photo(id)))] });

test("photos follow each other at their time, and the next one lies ready before it is needed", async () => {
  hall = catalogue([photos(1, "a"), photos(2, "b")]);
  loop.start();
  await pass(0);
  expect([showing(), loop.entry]).toEqual(["a", "cut"]);
  await pass(3_500);
  expect(prepared).toEqual(["a", "b"]);
  await pass(5_400);
  expect(showing()).toBe("a");
  await pass(200);
  expect(showing()).toBe("b");
});

test("a photo with much to read stays longer", async () => {
  hall = catalogue([stand(1, { series: [series("s1", { ...photo("a"), caption: "x".repeat(90) })] }), photos(2, "b")]);
  loop.start();
  await pass(11_900);
  expect(showing()).toBe("a");
  await pass(200);
  expect(showing()).toBe("b");
});

test("what cannot be shown is passed over, and the old picture stays when nothing can", async () => {
  hall = catalogue([photos(1, "a"), photos(2, "b"), photos(3, "c")]);
  fails.add("b");
  loop.start();
  await pass(9_100);
  expect(showing()).toBe("c");
  fails.add("a").add("c");
  await pass(60_000);
  expect(showing()).toBe("c");
});

test("an empty show is a card, and wakes by itself when something is ready", async () => {
  hall = catalogue([]);
  loop.start();
  await pass(30_000);
  expect(loop.shown).toBeNull();
  hall = catalogue([photos(1, "a")], 2);
  await pass(2_100);
  expect(showing()).toBe("a");
});

test("what comes into an empty show is there at once", async () => {
  hall = catalogue([]);
  loop.start();
  await pass(100);
  hall = catalogue([photos(1, "a")]);
  loop.follow();
  await pass(0);
  expect(showing()).toBe("a");
});

test("what is taken away leaves the glass at once, and for a card when it was the last", async () => {
  hall = catalogue([photos(1, "a"), photos(2, "b")]);
  loop.start();
  await pass(4_000);
  hall = catalogue([photos(2, "b")], 2);
  loop.follow();
  await pass(0);
  expect(showing()).toBe("b");
  hall = catalogue([], 3);
  loop.follow();
  await pass(0);
  expect(loop.shown).toBeNull();
});

test("what waits beneath and is taken away is never uncovered", async () => {
  hall = catalogue([photos(1, "a"), photos(2, "b"), photos(3, "c")]);
  loop.start();
  await pass(5_000);
  expect(prepared.at(-1)).toBe("b");
  hall = catalogue([photos(1, "a"), photos(3, "c")], 2);
  loop.follow();
  await pass(4_500);
  expect(showing()).toBe("c");
});

test("a film runs to its true end, and the next item is there in the same moment", async () => {
  hall = catalogue([stand(1, { films: [film("f")] }), photos(2, "b")]);
  lengths.set("f", 14);
  loop.start();
  await pass(13_900);
  expect(showing()).toBe("f");
  expect(prepared).toEqual(["f", "b"]);
  await pass(150);
  expect(films[0].ended).toBe(true);
  expect(showing()).toBe("b");
});

test("a long film leaves at the end of its excerpt", async () => {
  hall = catalogue([stand(1, { films: [film("f")] }), photos(2, "b")], 1, {
    attract: { ...USUAL_ATTRACT, film_seconds: 20 },
  });
  loop.start();
  await pass(19_800);
  expect(showing()).toBe("f");
  await pass(400);
  expect(showing()).toBe("b");
});

test("a short film comes over itself until its turn is full", async () => {
  hall = catalogue([stand(1, { films: [film("f")] }), photos(2, "b")]);
  lengths.set("f", 4);
  loop.start();
  await pass(3_450);
  expect(loop.shown?.element).toBe(films[0]);
  await pass(150);
  // Half a second before its end, while it still moves.
  expect(loop.shown?.element).toBe(films[1]);
  expect([loop.entry, films[0].ended, films[1].plays]).toEqual(["seam", false, true]);
  await pass(7_900);
  expect([showing(), loop.entry]).toEqual(["b", "fade"]);
});

test("a film alone comes over itself for ever", async () => {
  hall = catalogue([stand(1, { films: [film("f")] })]);
  lengths.set("f", 5);
  loop.start();
  let swaps = 0;
  let before: unknown = null;
  for (let tenth = 0; tenth < 600; tenth++) {
    await pass(100);
    if (loop.shown?.element !== before) swaps += 1;
    before = loop.shown?.element;
    // It never stands at its last frame.
    expect((before as FalseFilm).ended).toBe(false);
  }
  expect(swaps).toBeGreaterThan(11);
});

test("a slow machine cuts a film to its beginning, which runs already, at its very end", async () => {
  hall = catalogue([stand(1, { films: [film("f")] })]);
  lengths.set("f", 5);
  fades = false;
  loop.start();
  await pass(4_850);
  expect([loop.shown?.element, films[1].plays]).toEqual([films[0], false]);
  await pass(100);
  expect([loop.shown?.element, films[1].plays]).toEqual([films[0], true]);
  await pass(100);
  expect([loop.shown?.element, loop.entry, films[0].ended]).toEqual([films[1], "splice", true]);
  expect(films[1].currentTime).toBeLessThan(0.2);
  await pass(5_000);
  expect([loop.shown?.element, films[1].ended]).toEqual([films[0], true]);
});

test("a film alone that nobody has looked at stands still, and runs once somebody has", async () => {
  hall = catalogue([stand(1, { films: [film("tide")] })]);
  unseen.add("tide");
  loop.start();
  await pass(60_000);
  expect([showing(), films.some((one) => one.plays)]).toEqual(["tide", false]);
  unseen.clear();
  await pass(12_000);
  expect([showing(), loop.entry, films.some((one) => one.plays)]).toEqual(["tide", "fade", true]);
});

test("a film that stands still is left after three seconds, and after three times left out for a while", async () => {
  hall = catalogue([stand(1, { films: [film("f")] }), photos(2, "b")]);
  films[0].held = films[1].held = true;
  loop.start();
  await pass(2_900);
  expect(showing()).toBe("f");
  await pass(300);
  expect(showing()).toBe("b");
  await pass(30_000);
  prepared = [];
  await pass(120_000);
  expect(prepared).not.toContain("f");
  films[0].held = films[1].held = false;
  await pass(600_000);
  expect(prepared).toContain("f");
});

test("a visit lets go of the decoders, keeps a still on the glass, and the loop goes on afterwards", async () => {
  hall = catalogue([stand(1, { films: [film("f")] }), photos(2, "b")]);
  loop.start();
  await pass(0);
  await loop.stop();
  expect(slept).toBe(1);
  expect(films).not.toContain(loop.shown?.element);
  expect(showing()).toBe("f");
  prepared = [];
  await pass(120_000);
  expect(prepared).toEqual([]);
  loop.start();
  await pass(4_600);
  expect(showing()).toBe("b");
});

test("a film that is being made ready when a visit begins holds no decoder during it", async () => {
  hall = catalogue([photos(1, "a"), stand(2, { films: [film("f")] })]);
  loop.start();
  await pass(2_500);
  slow = 1_000;
  await pass(1_000);
  await loop.stop();
  expect(slept).toBe(1);
  await pass(2_000);
  expect([prepared.at(-1), slept]).toEqual(["f", 2]);
});

test("a folder of publications alone shows its covers, and takes one down with its file", async () => {
  hall = catalogue([stand(1, { publications: [publication("p", edition("en"))] })]);
  loop.start();
  await pass(0);
  expect(showing()).toBe("p");
  await pass(30_000);
  expect(loop.round).toBe(1);
  hall = catalogue([stand(1)], 2);
  loop.follow();
  await pass(12_000);
  expect(loop.shown).toBeNull();
});

test("screens in step leave at the time that all of them know", async () => {
  vi.setSystemTime(4_000);
  hall = catalogue([photos(1, "a"), photos(2, "b")], 1, { attract: { ...USUAL_ATTRACT, sync: true } });
  const timetable = new Timetable();
  order = timetable as unknown as Order;
  loop.start();
  await pass(0);
  expect(showing()).toBe("a");
  await pass(4_900);
  expect(showing()).toBe("a");
  await pass(200);
  expect(showing()).toBe("b");
  await pass(9_000);
  expect(showing()).toBe("a");
});
