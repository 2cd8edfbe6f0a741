// What a visitor chose for comfort reaches the root of the page, and is gone with the visit.
import { expect, test } from "vitest";
import { catalogue, stand } from "../messages/sample";
import { attributesOf, Comfort, CONTRASTS, TEXT_SIZES } from "./comfort.svelte";
import { Visit } from "./visit.svelte";

const choose = (comfort: Comfort) => {
  comfort.size = "largest";
  comfort.contrast = "yellow";
  comfort.reach = true;
  comfort.calm = true;
  comfort.open = true;
};

test("at rest the root carries nothing, and every choice is an attribute", () => {
  const comfort = new Comfort();
  expect(Object.values(attributesOf(comfort))).toEqual([null, null, null, null]);
  choose(comfort);
  expect(attributesOf(comfort)).toEqual({ size: "largest", contrast: "yellow", reach: "", calm: "" });
});

test("what is offered begins with how the screens are at rest", () => {
  const comfort = new Comfort();
  expect(comfort.size).toBe(TEXT_SIZES[0]);
  expect(comfort.contrast).toBe(CONTRASTS[0]);
});

test("back to normal undoes every choice and leaves the panel open", () => {
  const comfort = new Comfort();
  for (const one of ["size", "contrast", "reach", "calm"] as const) {
    choose(comfort);
    comfort.normal();
    expect(comfort.changed).toBe(false);
    if (one === "size") comfort.size = "large";
    else if (one === "contrast") comfort.contrast = "night";
    else comfort[one] = true;
    expect(comfort.changed, one).toBe(true);
    comfort.normal();
  }
  expect(comfort.open).toBe(true);
});

test("the end of a visit leaves no residue of it", () => {
  const visit = new Visit();
  const hall = catalogue([stand(1)]);
  visit.follow(hall);
  visit.wake(0, "en", hall, null);
  choose(visit.comfort);
  visit.reset();
  expect(attributesOf(visit.comfort)).toEqual(attributesOf(new Comfort()));
  expect(visit.comfort.open).toBe(false);
});

test("going somewhere else puts the panel away and keeps the choices", () => {
  const visit = new Visit();
  const hall = catalogue([stand(1)]);
  visit.follow(hall);
  visit.wake(0, "en", hall, null);
  choose(visit.comfort);
  visit.go({ kind: "stand", stand: "stand-1" });
  expect(visit.comfort.open).toBe(false);
  expect(visit.comfort.size).toBe("largest");
  visit.comfort.open = true;
  visit.back();
  expect(visit.comfort.open).toBe(false);
  visit.comfort.open = true;
  visit.home();
  expect(visit.comfort.open).toBe(false);
});

test("words grow with the size", () => {
  const comfort = new Comfort();
  const growths = TEXT_SIZES.map((size) => {
    comfort.size = size;
    return comfort.growth;
  });
  expect(growths[0]).toBe(1);
  expect([...growths].sort((a, b) => a - b)).toEqual(growths);
});
