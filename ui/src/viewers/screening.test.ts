// A showing on a projector that does what a test says.
import { beforeEach, describe, expect, it } from "vitest";
import type { Projector } from "./screening.svelte";
import { Screening } from "./screening.svelte";

/** A projector whose state a test may set. */
type Fake = { -readonly [Part in keyof Projector]: Projector[Part] } & { log: string[] };

let projector: Fake;
let film: Screening;

beforeEach(() => {
  projector = {
    log: [],
    currentTime: 0,
    duration: 60,
    ended: false,
    error: null,
    paused: true,
    seeking: false,
    src: "",
    volume: 1,
    load() {
      this.log.push("load");
    },
    pause() {
      this.paused = true;
    },
    play() {
      this.paused = false;
      this.log.push("play");
      return Promise.resolve();
    },
    removeAttribute(name) {
      this.log.push(`without ${name}`);
    },
  };
  film = new Screening("/media/film", 5);
});

describe("a showing", () => {
  it("begins by itself, no louder than for the one in front of it", () => {
    film.open(projector);
    expect(projector).toMatchObject({ src: "/media/film", paused: false });
    expect(projector.volume).toBeCloseTo((5 / 8) ** 2);
  });
  it("waits at its first picture for who wants nothing to move by itself", () => {
    film.open(projector, false);
    expect(projector).toMatchObject({ src: "/media/film", paused: true });
    expect(projector.log).not.toContain("play");
    film.toggle();
    expect(projector.paused).toBe(false);
  });
  it("begins where something is said", () => {
    const later = new Screening("/media/film", 5, 12.5);
    later.open(projector);
    expect([projector.currentTime, later.time]).toEqual([12.5, 12.5]);
  });
  it("lets go of the decoder when it is left", () => {
    film.open(projector)();
    expect(projector.paused).toBe(true);
    expect(projector.log.slice(-2)).toEqual(["without src", "load"]);
  });
  it("stays inside the film wherever it is sent", () => {
    film.open(projector);
    film.look(0);
    film.jump(-10);
    expect(projector.currentTime).toBe(0);
    film.seek(900);
    expect(projector.currentTime).toBe(60);
  });
  it("follows a dragging finger only as fast as the decoder, and lets go exactly", () => {
    film.open(projector);
    film.look(0);
    projector.seeking = true;
    film.drag(30, false);
    expect(projector.currentTime).toBe(0);
    film.drag(31, true);
    expect(projector.currentTime).toBe(31);
  });
  it("goes on from where it is pulled back to from its end", () => {
    film.open(projector);
    film.look(0);
    projector.paused = true;
    film.over();
    film.drag(24, false);
    film.drag(25, true);
    expect(projector).toMatchObject({ currentTime: 25, paused: false });
    expect(film.ended).toBe(false);
  });
  it("starts again from its end, and goes back from it", () => {
    film.open(projector);
    film.look(0);
    projector.currentTime = 60;
    film.look(250);
    film.over();
    film.jump(10);
    expect(film.ended).toBe(true);
    film.jump(-10);
    expect(projector).toMatchObject({ currentTime: 50, paused: false });
    film.over();
    film.toggle();
    expect(projector.currentTime).toBe(0);
    expect(film.ended).toBe(false);
  });
  it("that stands still is read anew from there, and then given up", () => {
    film.open(projector);
    projector.currentTime = 20;
    film.look(0);
    film.look(3000);
    expect(projector.log.filter((word) => word === "load")).toHaveLength(1);
    expect(projector.currentTime).toBe(20);
    expect(film.failed).toBe(false);
    film.look(3200);
    film.look(6200);
    expect(film.failed).toBe(true);
    expect(projector.log.at(-2)).toBe("without src");
  });
  it("waits for ever while it is paused", () => {
    film.open(projector);
    film.toggle();
    for (let now = 0; now < 60_000; now += 1000) film.look(now);
    expect(film.failed).toBe(false);
  });
  it("that breaks twice is given up once, and no longer listens", () => {
    film.open(projector);
    film.broke(0);
    film.broke(10);
    expect(film.failed).toBe(true);
    film.toggle();
    expect(projector.paused).toBe(true);
  });
});
