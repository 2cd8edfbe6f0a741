// Finds where a film flashes so that it may harm: WCAG 2.3.1, more than three flashes within one second, general or red,
// over a quarter of the picture or more. Pictures go in, seconds come out; nothing here knows of films or screens.
// Whoever changes what it finds raises LOOK (src-tauri/core/catalogue/seen.rs), so that every film is looked at again.

/** The picture is judged by so many cells. */
export const GRID = { width: 32, height: 18 } as const;

/** One picture of a film: RGBA of every cell, and its time in seconds. */
export interface Frame {
  at: number;
  pixels: Uint8ClampedArray;
}

/** A quarter of the picture, in cells: smaller flashes pass. */
const AREA = (GRID.width * GRID.height) / 4;
/** A change of relative luminance that counts, of 1. */
const STEP = 0.1;
/** Where the darker side of a change is lighter than this, it does not count. */
const BRIGHT = 0.8;
/** A change of (R−G−B)×320 that counts. */
const RED_STEP = 20;
/** The share of red from which a red is saturated. */
const RED_SHARE = 0.8;
/** More than three flashes: seven changes to and fro. */
const CHANGES = 7;
/** Within less than a second; three flashes in exactly one are allowed. */
const WINDOW_S = 1 - 1e-3;
/** Cells whose changes lie no further apart change together. */
const TOGETHER_S = 0.05;

/** sRGB to linear light, as WCAG defines relative luminance. */
const LIGHT = Float64Array.from({ length: 256 }, (_, level) => {
  const share = level / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** What is measured of a cell, and whether its state is one of those without which a change does not count. */
interface Measure {
  step: number;
  value: (red: number, green: number, blue: number) => number;
  counts: (red: number, green: number, blue: number, value: number) => boolean;
}

const LUMINANCE: Measure = {
  step: STEP,
  value: (red, green, blue) => 0.2126 * red + 0.7152 * green + 0.0722 * blue,
  counts: (_red, _green, _blue, value) => value < BRIGHT,
};
const RED: Measure = {
  step: RED_STEP,
  value: (red, green, blue) => Math.max(0, red - green - blue) * 320,
  counts: (red, green, blue) => red > 0 && red / (red + green + blue) >= RED_SHARE,
};

type Direction = "up" | "down";
const DIRECTIONS: readonly Direction[] = ["up", "down"];

/** One cell: between which extremes its value moves, and when it changed together with others. */
class Cell {
  /** When it last changed, in seconds. */
  readonly last = { up: -Infinity, down: -Infinity };
  readonly #credited = { up: -Infinity, down: -Infinity };
  readonly #changes: number[] = [];
  #low = Infinity;
  #lowCounts = false;
  #high = -Infinity;
  #highCounts = false;
  #going: Direction | null = null;

  follow(value: number, counts: boolean, step: number, at: number): void {
    if (value >= this.#high) [this.#high, this.#highCounts] = [value, counts];
    if (value <= this.#low) [this.#low, this.#lowCounts] = [value, counts];
    const rises = this.#going !== "up" && value - this.#low >= step && (counts || this.#lowCounts);
    const falls = this.#going !== "down" && this.#high - value >= step && (counts || this.#highCounts);
    if (!rises && !falls) return;
    this.#going = rises ? "up" : "down";
    this.last[this.#going] = at;
    this.#low = this.#high = value;
    this.#lowCounts = this.#highCounts = counts;
  }

  /** Its last change was one of many. */
  credit(direction: Direction): void {
    if (this.#credited[direction] === this.last[direction]) return;
    this.#credited[direction] = this.last[direction];
    this.#changes.push(this.last[direction]);
    if (this.#changes.length > CHANGES) this.#changes.shift();
  }

  /** When the changes began that are too many for one second, if the last is of now; else infinity. */
  tooMany(now: number): number {
    const first = this.#changes[0] ?? -Infinity;
    const last = this.#changes.at(-1) ?? Infinity;
    const many = this.#changes.length === CHANGES && last - first < WINDOW_S && now - last < TOGETHER_S;
    return many ? first : Infinity;
  }
}

/** Follows one measure of every cell from picture to picture, and counts what many cells do together. */
class Flicker {
  readonly #cells = Array.from({ length: GRID.width * GRID.height }, () => new Cell());

  constructor(readonly measure: Measure) {}

  /** The next picture. Answers when the first of too many changes was, or infinity. */
  see({ at, pixels }: Frame): number {
    const { step, value: valueOf, counts } = this.measure;
    this.#cells.forEach((cell, index) => {
      const red = LIGHT[pixels[index * 4] ?? 0] ?? 0;
      const green = LIGHT[pixels[index * 4 + 1] ?? 0] ?? 0;
      const blue = LIGHT[pixels[index * 4 + 2] ?? 0] ?? 0;
      const value = valueOf(red, green, blue);
      cell.follow(value, counts(red, green, blue, value), step, at);
    });
    for (const direction of DIRECTIONS) {
      const together = this.#cells.filter((cell) => at - cell.last[direction] < TOGETHER_S);
      if (together.length >= AREA) for (const cell of together) cell.credit(direction);
    }
    let cells = 0;
    let begin = Infinity;
    for (const cell of this.#cells) {
      const first = cell.tooMany(at);
      if (first === Infinity) continue;
      cells += 1;
      begin = Math.min(begin, first);
    }
    return cells >= AREA ? begin : Infinity;
  }
}

/** Looks at a film picture by picture, in order of time. */
export class Eye {
  readonly #flickers = [new Flicker(LUMINANCE), new Flicker(RED)];
  readonly #found: number[] = [];

  /** The next picture. */
  see(frame: Frame): void {
    for (const flicker of this.#flickers) {
      const begin = flicker.see(frame);
      if (begin !== Infinity) this.#found.push(begin);
    }
  }

  /** When more than three flashes within a second begin, in seconds, at most once a second; none from `end` on. */
  seconds(end = Infinity): number[] {
    let kept = -Infinity;
    const inOrder = this.#found.filter((second) => second < end).sort((one, other) => one - other);
    return inOrder.filter((second) => {
      if (second - kept < 1) return false;
      kept = second;
      return true;
    });
  }
}

/** The first second once more, as it follows the last picture where a film begins anew. */
export function encore(frames: readonly Frame[]): Frame[] {
  const [first] = frames;
  const last = frames.at(-1);
  if (first === undefined || last === undefined) return [];
  const turn = last.at - first.at + periodOf(frames.map((frame) => frame.at));
  return frames.filter((frame) => frame.at - first.at < 1).map(({ at, pixels }) => ({ at: at + turn, pixels }));
}

/** The usual time from one picture to the next, in seconds, in spite of some that are missing; 0 for a single one. */
export function periodOf(times: readonly number[]): number {
  const steps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  steps.sort((one, other) => one - other);
  return steps[Math.floor(steps.length / 10)] ?? 0;
}
