// The first law of the house for this room: imports go down the stairs and never up.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(__dirname);

/** The stairs, lowest first. What stands on one step may know its own step and the ones below. */
const STAIRS: readonly (readonly string[])[] = [
  ["messages", "words", "touch", "styles"],
  ["host"],
  ["state"],
  ["controls"],
  ["viewers"],
  ["screens"],
  ["."],
];
/** Leaves know nothing but themselves. */
const LEAVES = ["messages", "words", "touch", "styles"];

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.(ts|svelte)$/.test(name) ? [path] : [];
  });

const roomOf = (path: string): string => {
  const parts = relative(ROOT, path).split(/[\\/]/);
  const [first = "."] = parts;
  // An import may name a folder ("../words") for its index.
  return parts.length > 1 || stepOf(first) !== -1 ? first : ".";
};
const stepOf = (room: string): number => STAIRS.findIndex((step) => step.includes(room));

/** Relative imports of a source text, static, dynamic and type-only. */
export const importsOf = (source: string): string[] =>
  [...source.matchAll(/(?:from\s+|import\s*\(?\s*)["'](\.[^"']*)["']/g)].map((match) => match[1] ?? "");

const wrongArrows = (path: string): string[] => {
  const from = roomOf(path);
  return importsOf(readFileSync(path, "utf8"))
    .map((target) => roomOf(resolve(dirname(path), target)))
    .filter((to) => to !== from && (stepOf(to) >= stepOf(from) || LEAVES.includes(from)))
    .map((to) => `${relative(ROOT, path)} → ${to}`);
};

const all = files(ROOT);
const sources = all.filter((path) => !path.endsWith(".test.ts"));

test("every folder has its step", () => {
  expect([...new Set(sources.map(roomOf))].filter((room) => stepOf(room) === -1)).toEqual([]);
});

test("no import goes up the stairs", () => {
  expect(sources.flatMap(wrongArrows)).toEqual([]);
});

test("the gestures know nothing of the framework", () => {
  const touch = sources.filter((path) => roomOf(path) === "touch");
  expect(touch.length).toBeGreaterThan(0);
  for (const path of touch) expect(readFileSync(path, "utf8"), path).not.toMatch(/from\s+["']svelte/);
});

test("only the host fetches", () => {
  const others = sources.filter((path) => roomOf(path) !== "host");
  for (const path of others) expect(readFileSync(path, "utf8"), path).not.toMatch(/\bfetch\(|new EventSource|XMLHttp/);
});

test("no template writes a style attribute, which the content policy would drop", () => {
  for (const path of sources.filter((one) => one.endsWith(".svelte")))
    expect(readFileSync(path, "utf8"), path).not.toMatch(/\sstyle="/);
});

test("every file says in its first line why it exists", () => {
  for (const path of all) expect(readFileSync(path, "utf8"), path).toMatch(/^(\/\/ \S|<!--)/);
});

test("the reading of imports sees each way of importing", () => {
  const source = 'import a from "./a";\nimport "./b";\nimport type { C } from "../c";\nconst d = import("./d");';
  expect(importsOf(source)).toEqual(["./a", "./b", "../c", "./d"]);
});
