// Reads captions: a small, tolerant reader of WebVTT, because the engines' own captions cannot be dressed alike.

/** One caption: when it is shown, in seconds, and its lines. */
export interface Cue {
  from: number;
  to: number;
  lines: readonly string[];
}

/** `01:02:03.004`, `02:03.004`, and the comma that files from other formats keep. */
const TIME = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?`;
const TIMING = new RegExp(String.raw`^\s*${TIME}\s*-->\s*${TIME}`);

/** At most so many lines are shown; longer captions keep their first ones. */
const MOST_LINES = 2;

/**
 * All captions of a file in order of time. Whatever cannot be understood (styles, notes, settings, broken blocks) is
 * left out; it never fails.
 */
export function cuesOf(file: string): readonly Cue[] {
  const cues: Cue[] = [];
  const lines = file.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (let at = 0; at < lines.length; at += 1) {
    const timing = TIMING.exec(lines[at] ?? "");
    if (!timing) continue;
    const said: string[] = [];
    while (at + 1 < lines.length && (lines[at + 1] ?? "").trim() !== "" && !TIMING.test(lines[at + 1] ?? "")) {
      at += 1;
      const words = plain(lines[at] ?? "");
      if (words !== "") said.push(words);
    }
    const from = seconds(timing.slice(1, 5));
    const to = seconds(timing.slice(5, 9));
    if (said.length > 0 && to > from) cues.push({ from, to, lines: said });
  }
  return cues.sort((a, b) => a.from - b.from);
}

/** The lines to show at a time in seconds; none between captions. Of captions that overlap, the earlier ones keep their place. */
export function linesAt(cues: readonly Cue[], time: number): readonly string[] {
  const now = cues.filter((cue) => cue.from <= time && time < cue.to).flatMap((cue) => cue.lines);
  return now.slice(0, MOST_LINES);
}

function seconds(parts: readonly (string | undefined)[]): number {
  const [hours, minutes, whole, part] = parts;
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(whole) + Number((part ?? "0").padEnd(3, "0")) / 1000;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: "\u00A0",
  lrm: "\u200E",
  rlm: "\u200F",
  quot: '"',
};

function plain(line: string): string {
  return line
    .replace(/<[^>]*>|\{\\[^}]*\}/g, "")
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .trim();
}
