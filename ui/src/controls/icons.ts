// The signs of the show, drawn on a 32 px grid with a 2 px line. A sign is never alone where a word fits.

/** One sign: stroked paths, filled paths, and whether it turns around in right-to-left writing. */
export interface Sign {
  line?: string;
  fill?: string;
  /** Points along the reading direction. */
  directed?: boolean;
  /** Thicker line for signs made of two bars. */
  bold?: boolean;
}

const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

/** All signs by name. */
export const icons = {
  home: { line: "M5 15 16 5l11 10M8 13v14h16V13M13 27v-8h6v8" },
  back: { line: "M27 16H6M14 7l-9 9 9 9", directed: true },
  programme: { line: `${circle(16, 16, 11.5)}M16 9v7l5 3` },
  globe: { line: `${circle(16, 16, 12)}M4 16h24M16 4c-7 7-7 17 0 24M16 4c7 7 7 17 0 24` },
  before: { line: "M20 6 10 16l10 10", directed: true },
  after: { line: "M12 6l10 10-10 10", directed: true },
  /** Left and right on the glass, whatever the writing: arrows that belong to a document. */
  left: { line: "M20 6 10 16l10 10" },
  right: { line: "M12 6l10 10-10 10" },
  book: { line: "M6 5h14l6 0v22H9a3 3 0 0 1-3-3zM6 24a3 3 0 0 1 3-3h17M11 10h10" },
  film: { line: "M4 7h24v18H4z", fill: "M13 11.5v9l7.5-4.5z" },
  photo: { line: `M4 6h24v20H4zm0 16 7.5-7 6 5.5 3.500-3 7 6${circle(21.5, 11.5, 2)}` },
  /** A page as text. */
  text: { line: "M7 4h18v24H7zM11 10h10M11 14.500h10M11 19h10M11 23.500h6", directed: true },
  listen: {
    fill: "M4 12h6l7-6v20l-7-6H4z",
    line: "M21 11.500a6.500 6.500 0 0 1 0 9M24.500 8a11.500 11.500 0 0 1 0 16",
  },
  pages: { line: "M5 6h6v8H5zM13 6h6v8h-6zM21 6h6v8h-6zM5 18h6v8H5zM13 18h6v8h-6zM21 18h6v8h-6z" },
  contents: { line: "M5 8h2M11 8h16M5 16h2M11 16h12M5 24h2M11 24h14", directed: true },
  zoom: { line: `${circle(14, 14, 8.5)}M20.5 20.5l7 7M14 10v8M10 14h8` },
  search: { line: `${circle(14, 14, 8.5)}M20.5 20.5l7 7` },
  /** Points at what was typed last. */
  erase: { line: "M11 7h17v18H11l-8-9zM15 12l8 8M23 12l-8 8", directed: true },
  keyboard: {
    line: "M3 8h26v16H3zM7 12.500h2M12 12.500h2M17 12.500h2M22 12.500h3M7 16.500h2M12 16.500h2M17 16.500h2M22 16.500h3M10 20.500h12",
  },
  plus: { line: "M6 16h20M16 6v20" },
  minus: { line: "M6 16h20" },
  close: { line: "m7 7 18 18M25 7 7 25" },
  again: { line: "M7 8v6h6M7.5 13.5A10.5 10.5 0 1 1 6 19" },
  startOver: { line: "M25 8v6h-6M24.5 13.5A10.5 10.5 0 1 0 26 19", directed: true },
  play: { fill: "M10 6v20l16-10z" },
  pause: { line: "M10 6v20M22 6v20", bold: true },
  /** Ten seconds back and on: media keep their direction in every writing. */
  tenBack: { line: "M15 8 7 16l8 8M25 8l-8 8 8 8" },
  tenForward: { line: "m17 8 8 8-8 8M7 8l8 8-8 8" },
  comfort: { line: `${circle(16, 16, 12.5)}${circle(16, 9.5, 1)}M9 13.5l7 1.5 7-1.5M16 15v4l-3.5 5.5M16 19l3.5 5.5` },
  done: { line: "m6 17 7 7L27 9" },
  textSize: { line: "M3 26 10.5 6 18 26M5.5 19h10M18.5 26l5-13 5 13M20.5 21.5h6" },
  contrast: { line: circle(16, 16, 11.5), fill: "M16 4.5a11.5 11.5 0 0 1 0 23z" },
  reach: { line: "M6 4h20v24H6zM6 18h20M16 6v7M12.5 10 16 13.5l3.5-3.5" },
  calm: { line: "M3 12c4-4 7-4 11-1.5s8 1.5 15-1.5M3 21c4-4 7-4 11-1.5s8 1.5 15-1.5" },
  captions: { line: "M4 7h24v18H4zM8 20h9M20 20h4M8 15.5h4M15 15.5h9" },
  hand: {
    line: "M12 18V7a2.2 2.2 0 0 1 4.4 0v8l7 1.5c1.8.4 2.8 1.8 2.5 3.600L24.5 28H13l-6-8c1.500-2 3.500-1.500 5 .5",
  },
  /** A phone that something comes into. */
  takeAway: { line: "M9 4h14v24H9zM16 8v10M11.5 14 16 18.5l4.5-4.5M13.500 23.500h5" },
  takeAll: { line: "M13 4h14v18M5 10h14v18H5zM12 13.500v9M8 18.500l4 4 4-4" },
  tick: { line: "m5 17 7.500 7.500L27 8.500" },
  shield: { line: "M16 4 6 7.500V16c0 5.500 4 9.500 10 12 6-2.500 10-6.500 10-12V7.500zM11 16l3.500 3.500 7-7" },
  /** A code for a phone. */
  code: { line: "M5 5h8v8H5zM19 5h8v8h-8zM5 19h8v8H5zM18 18h4v4M27 18v9M18 27h4" },
} satisfies Record<string, Sign>;

/** Name of a sign. */
export type IconName = keyof typeof icons;
