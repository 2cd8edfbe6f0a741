// Reading aloud with a voice that speaks when a test says so.
import { beforeEach, expect, test } from "vitest";
import type { SpeakWish } from "../messages/messages";
import { ALONE_MS, Listening } from "./listening.svelte";

/** What the voice was asked for; `over` ends a sentence. */
interface Asked {
  wish: SpeakWish;
  stopped: boolean;
  over: () => void;
  fail: () => void;
}

let asked: Asked[];
let untouched: number;
let more: boolean;
let leaves: number;
let listening: Listening;
beforeEach(() => {
  asked = [];
  untouched = 0;
  more = true;
  leaves = 0;
  listening = new Listening(
    {
      speak: (wish, stop) =>
        new Promise((over, fail) => {
          const one: Asked = { wish, stopped: false, over, fail: () => fail(new Error("mute")) };
          stop.addEventListener("abort", () => {
            one.stopped = true;
            one.fail();
          });
          asked.push(one);
        }),
    },
    { next: () => (leaves++, more), loudness: () => 0.5, untouched: () => untouched },
  );
  listening.lay(["One.", "Two.", "Three."], "en");
});

const settled = () => new Promise((over) => setTimeout(over));
const said = () => asked.map(({ wish }) => wish.sentence);
const last = () => asked.at(-1)!;
const over = async () => {
  last().over();
  await settled();
};

test("nothing is said before somebody asks for it, and then one sentence after the other", async () => {
  expect([listening.speech, said()]).toEqual(["off", []]);
  listening.from(1);
  expect([listening.speech, listening.at]).toEqual(["speaking", 1]);
  expect(last().wish).toEqual({ sentence: "Two.", language: "en", rate: 1, loudness: 0.5 });
  await over();
  expect([said(), listening.at]).toEqual([["Two.", "Three."], 2]);
});

test("whoever pauses hears the same sentence again", async () => {
  listening.from(0);
  await over();
  listening.pause();
  expect([last().stopped, listening.speech, listening.at]).toEqual([true, "paused", 1]);
  await settled();
  listening.toggle();
  expect([said(), listening.speech]).toEqual([["One.", "Two.", "Two."], "speaking"]);
  listening.toggle();
  expect(listening.speech).toBe("paused");
});

test("a sentence is repeated, and said anew at another speed", async () => {
  listening.from(0);
  listening.repeat();
  listening.setRate(4);
  expect(asked.map(({ stopped }) => stopped)).toEqual([true, true, false]);
  expect([said(), last().wish.rate]).toEqual([["One.", "One.", "One."], 1.5]);
  listening.setRate(99);
  expect(last().wish.rate).toBe(1.5);
  await settled();
  expect(listening.failed).toBe(false);
});

test("the next leaf follows by itself, and an empty one is passed over", async () => {
  listening.from(2);
  await over();
  expect([leaves, listening.speech]).toEqual([1, "speaking"]);
  listening.lay([], "en");
  await settled();
  expect(leaves).toBe(2);
  listening.lay(["Vier."], "de");
  expect(last().wish).toMatchObject({ sentence: "Vier.", language: "de" });
});

test("after the last leaf it is over", async () => {
  more = false;
  listening.from(2);
  await over();
  expect(listening.speech).toBe("off");
});

test("a leaf that is turned to while it is paused stays silent, and begins at its beginning", () => {
  listening.from(1);
  listening.pause();
  listening.lay(["Four."], "en");
  expect([listening.speech, listening.at]).toEqual(["paused", 0]);
  listening.resume();
  expect(last().wish.sentence).toBe("Four.");
});

test("nobody is read to for ever", async () => {
  listening.from(0);
  untouched = ALONE_MS;
  await over();
  expect(listening.speech).toBe("speaking");
  untouched += 1;
  await over();
  expect([listening.speech, listening.at]).toEqual(["paused", 2]);
});

test("a voice that cannot be heard is said to be so, until it is tried again", async () => {
  listening.from(0);
  last().fail();
  await settled();
  expect([listening.failed, listening.speech]).toEqual([true, "off"]);
  listening.resume();
  expect([listening.failed, listening.speech]).toEqual([false, "speaking"]);
});

test("stopping stops the voice", () => {
  listening.from(0);
  listening.stop();
  expect([last().stopped, listening.speech]).toEqual([true, "off"]);
});

test("louder or softer counts at once, and only while somebody is read to", async () => {
  listening.louder();
  expect(said()).toEqual([]);
  listening.from(1);
  listening.louder();
  expect([said(), asked.map(({ stopped }) => stopped)]).toEqual([
    ["Two.", "Two."],
    [true, false],
  ]);
  await settled();
  expect(listening.failed).toBe(false);
});
