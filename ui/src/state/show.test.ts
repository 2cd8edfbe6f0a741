// Following the stage: whole snapshots, nothing lost, the old one kept when the line is down.
import { expect, test, vi } from "vitest";
import { Unanswered, type Host } from "../host/host";
import type { Catalogue } from "../messages/messages";
import { catalogue } from "../messages/sample";
import { Show } from "./show.svelte";

/** A stage with strings: say what is there, announce it, cut the line. */
function stage() {
  let there: Catalogue = catalogue([]);
  let down = false;
  let announce: (number: number) => void = () => undefined;
  let line: (yes: boolean) => void = () => undefined;
  const asked: (string | null)[] = [];
  const host = {
    catalogue: vi.fn(async (known: string | null) => {
      asked.push(known);
      if (down) throw new Unanswered("/catalogue", 0);
      const etag = `"${there.number}"`;
      return known === etag ? null : { catalogue: there, etag };
    }),
    listen: (changed: typeof announce, connected: typeof line) => {
      [announce, line] = [changed, connected];
      return () => undefined;
    },
  } as unknown as Host;
  return {
    host,
    asked,
    put: (snapshot: Catalogue) => (there = snapshot),
    announce: (number: number) => announce(number),
    line: (yes: boolean) => {
      down = !yes;
      line(yes);
    },
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a line that opens brings the snapshot, an announcement the next one", async () => {
  const there = stage();
  const show = new Show(there.host);
  show.open();
  there.line(true);
  await settled();
  expect(show.connected).toBe(true);
  expect(show.catalogue.number).toBe(1);
  there.put(catalogue([], 2));
  there.announce(2);
  await settled();
  expect(show.catalogue.number).toBe(2);
  expect(there.asked).toEqual([null, '"1"']);
});

test("the number that is there already is not fetched again", async () => {
  const there = stage();
  const show = new Show(there.host);
  show.open();
  there.line(true);
  await settled();
  there.announce(1);
  await settled();
  expect(there.asked).toHaveLength(1);
});

test("the old snapshot stays while the stage is away, and what was missed is fetched when it is back", async () => {
  const there = stage();
  const show = new Show(there.host);
  show.open();
  there.line(true);
  await settled();
  there.line(false);
  await show.refresh();
  expect(show.connected).toBe(false);
  expect(show.catalogue.number).toBe(1);
  there.put(catalogue([], 5));
  there.line(true);
  await settled();
  expect(show.catalogue.number).toBe(5);
});

test("a hail of announcements leads to one question at a time and ends with the newest", async () => {
  const there = stage();
  const show = new Show(there.host);
  show.open();
  there.put(catalogue([], 9));
  for (let number = 2; number <= 9; number++) there.announce(number);
  await settled();
  expect(show.catalogue.number).toBe(9);
  expect(there.asked.length).toBeLessThanOrEqual(2);
});
