// What an engine that lacks something is said to play.
import { expect, test } from "vitest";
import { repertoire } from "./repertoire";

test("an engine is taken at its word, and one container is enough", () => {
  const nothing = { h264: false, hevc: false, vp9: false, av1: false, aac: false, opus: false };
  expect(repertoire(() => "")).toEqual(nothing);
  const free = (type: string) => (type.startsWith("video/webm") || type.startsWith("audio/webm") ? "probably" : "");
  expect(repertoire(free)).toEqual({ ...nothing, vp9: true, av1: true, opus: true });
  expect(Object.values(repertoire(() => "maybe"))).toEqual(Array(6).fill(true));
});
