// Every text that the styles can put on a ground is legible in each of the three contrasts: WCAG's ratio of luminances,
// worked out from the tokens themselves.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

type Tokens = Record<string, string>;

const read = (name: string) => readFileSync(join(__dirname, name), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
/** The custom properties of the rule with exactly this selector. */
const tokensOf = (css: string, selector: string): Tokens => {
  const at = css.indexOf(`\n  ${selector} {`);
  if (at === -1) throw new Error(`no rule for ${selector}`);
  const body = css.slice(css.indexOf("{", at) + 1, css.indexOf("}", at));
  return Object.fromEntries([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
};

const [tokens, comfort] = [read("tokens.css"), read("comfort.css")];
const rest = tokensOf(tokens, ":root");
const night = tokensOf(tokens, ".night");
const yellow = tokensOf(comfort, ':root[data-contrast="yellow"]');
/** What holds on a screen of each contrast, and in a night part of it (photos, films, the question at the end). */
const THEMES: Record<string, Tokens> = {
  paper: rest,
  "paper, night part": { ...rest, ...night },
  night: { ...rest, ...tokensOf(comfort, ':root[data-contrast="night"]') },
  yellow: { ...rest, ...yellow },
  "yellow, night part": {
    ...rest,
    ...yellow,
    ...night,
    ...tokensOf(comfort, ':root[data-contrast="yellow"] .night'),
  },
};

type Rgb = readonly [number, number, number];
const within = (value: number) => Math.min(1, Math.max(0, value));

/** Linear sRGB of `oklch(L C H)` (Ottosson's matrices); what sRGB does not hold is cut off. */
const linear = (lightness: number, chroma: number, hue: number): Rgb => {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    within(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    within(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    within(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
};

const resolve = (theme: Tokens, value: string): string =>
  value.replace(/var\((--[\w-]+)\)/g, (_, name: string) => {
    const found = theme[name];
    if (found === undefined) throw new Error(`no token ${name}`);
    return resolve(theme, found);
  });
const colour = (theme: Tokens, value: string): Rgb => {
  const found = /oklch\(([\d.]+) ([\d.]+) ([\d.]+)/.exec(resolve(theme, value));
  if (found === null) throw new Error(`${value} is no colour`);
  return linear(Number(found[1]), Number(found[2]), Number(found[3]));
};
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const ratio = (theme: Tokens, one: string, other: string): number => {
  const [a, b] = [luminance(colour(theme, one)), luminance(colour(theme, other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

const WALL = ["--paper", "--paper-top", "--paper-foot"];
const GROUNDS = [...WALL, "--paper-hi", "--glow", "--plinth", "--plinth-pressed"];
/** Grounds that only a whole screen has; a night part has its own. */
const isPart = (name: string) => name.endsWith("part");
const each = (act: (theme: Tokens, name: string) => void) => {
  for (const [name, theme] of Object.entries(THEMES)) act(theme, name);
};
const groundsOf = (name: string) => (isPart(name) ? ["--night", "--night-2", "--plinth", "--plinth-pressed"] : GROUNDS);

test("white on black is 21 to 1, and what is the same is 1 to 1", () => {
  const theme = { "--a": "oklch(1 0 0)", "--b": "oklch(0 0 0)", "--c": "oklch(0.5 0.1 30)" };
  expect(ratio(theme, "var(--a)", "var(--b)")).toBeCloseTo(21, 1);
  expect(ratio(theme, "var(--c)", "var(--c)")).toBe(1);
});

test("text is at least 7 to 1 on every ground, in each contrast", () => {
  each((theme, name) => {
    for (const ground of groundsOf(name))
      for (const ink of ["--ink", "--ink-2"])
        // What is pressed for a moment holds no secondary text.
        if (ink === "--ink" || ground !== "--plinth-pressed")
          expect(ratio(theme, `var(${ink})`, `var(${ground})`), `${name}: ${ink} on ${ground}`).toBeGreaterThan(7);
  });
});

test("marked words are as legible as the text around them, in each contrast", () => {
  each((theme, name) => {
    for (const ground of ["--marked", "--marked-now"])
      expect(ratio(theme, "var(--marked-ink)", `var(${ground})`), `${name}: ${ground}`).toBeGreaterThan(7);
  });
});

test("the chosen and the home key hold their word at 7 to 1, pressed too", () => {
  each((theme, name) => {
    const word = isPart(name) ? "var(--night)" : "var(--paper)";
    for (const ground of ["--ink", "--ink-2"])
      expect(ratio(theme, word, `var(${ground})`), `${name}: key ${ground}`).toBeGreaterThan(7);
  });
});

test("words on the reader's table and on its note are at least 7 to 1", () => {
  each((theme, name) => {
    if (isPart(name)) return;
    for (const ground of ["--table", "--table-lit", "--table-note"])
      expect(ratio(theme, "var(--table-ink)", `var(${ground})`), `${name} on ${ground}`).toBeGreaterThan(7);
  });
});

test("lines of controls, arrows, the present and the ring of the focus are at least 3 to 1", () => {
  each((theme, name) => {
    for (const ground of groundsOf(name).filter((one) => one !== "--plinth-pressed"))
      for (const line of ["--ui-line", "--madder", "--ink"])
        expect(ratio(theme, `var(${line})`, `var(${ground})`), `${name}: ${line} on ${ground}`).toBeGreaterThan(3);
    expect(ratio(theme, "var(--ink)", "var(--disc)"), `${name}: arrow on its disc`).toBeGreaterThan(3);
  });
});

test("what is switched on is told from what is not, at 3 to 1", () => {
  each((theme, name) => {
    expect(ratio(theme, "var(--ink)", "var(--paper-hi)"), name).toBeGreaterThan(3);
  });
});

test("the numeral of every stand is at least 4.5 to 1 on the wall, whatever its hue", () => {
  each((theme, name) => {
    const lightness = theme["--accent-lightness"] ?? "";
    for (let hue = 0; hue < 360; hue += 12)
      for (const chroma of [0, 0.08, 0.125])
        for (const ground of isPart(name) ? ["--night"] : [...WALL, "--paper-hi"])
          expect(
            ratio(theme, `oklch(${lightness} ${chroma} ${hue})`, `var(${ground})`),
            `${name}: hue ${hue} on ${ground}`,
          ).toBeGreaterThan(4.5);
  });
});

test("a line around what has a ground of its own is drawn where that ground is the wall's", () => {
  expect(ratio(THEMES["yellow"] ?? {}, "var(--panel-line)", "var(--paper-hi)")).toBeGreaterThan(7);
});
