// How the cabinet of a stand is divided: three kinds as drawn, two kinds in two rows, one kind larger over everything.

/** How many things of each kind a stand has. */
export interface Holdings {
  publications: number;
  films: number;
  series: number;
  /** Photos over all series. */
  photos: number;
}

/** One kind's part of the cabinet, in rem: height above the ledge, width, shelves above each other. */
export interface Part {
  put: number;
  room: number;
  shelves: number;
}

/** The cabinet of one stand. */
export interface Cabinet {
  shape: "three" | "few" | "two" | "one" | "none";
  publications: Part;
  films: Part;
  series: Part;
  /** A single series with a whole shelf to itself: its photos stand there as prints instead of one contact sheet. */
  hung: boolean;
}

/** Start column and margins of the lying screen, margins of the upright one (StandView's grid), in rem. */
const BESIDE = 56 + 4.8 + 6.4;
const MARGINS = 9.6;
const BETWEEN = 3.2;

/** Divides the cabinet for a glass of this size in rem. */
export function arrangement(holdings: Holdings, glass: { width: number; portrait: boolean }): Cabinet {
  const room = glass.width - (glass.portrait ? MARGINS : BESIDE);
  const kinds = [holdings.publications, holdings.films, holdings.series].filter((count) => count > 0).length;
  const single = holdings.series === 1 && holdings.photos > 1;
  const whole = (put: number, shelves = 1): Part => ({ put, room, shelves });

  if (kinds === 3) {
    if (glass.portrait)
      return { shape: "three", publications: whole(26.4), films: whole(17), series: whole(18.4), hung: single };
    const half = (room - BETWEEN) / 2.03;
    const other = room - BETWEEN - half;
    // Two booklets and two films would each leave half a shelf bare: they share the upper one.
    if (holdings.publications <= 2 && holdings.films <= 2)
      return {
        shape: "few",
        publications: { put: 26, room: half, shelves: 1 },
        films: { put: 26, room: other, shelves: 1 },
        series: whole(22.4),
        hung: single,
      };
    return {
      shape: "three",
      publications: whole(26),
      films: { put: 20.4, room: half, shelves: 1 },
      series: { put: 20.4, room: other, shelves: 1 },
      hung: false,
    };
  }
  if (kinds === 2) {
    const upper = whole(glass.portrait ? 34 : 27.4);
    const lower = whole(glass.portrait ? 32 : 22.4);
    const first = holdings.publications > 0 ? "publications" : "films";
    const part = (kind: "publications" | "films") => (kind === first ? upper : lower);
    return { shape: "two", publications: part("publications"), films: part("films"), series: lower, hung: single };
  }
  // One kind fills the cabinet: one shelf at 1.4 times the size, or several when there is much to show.
  const several = {
    publications: glass.portrait ? whole(34, 2) : whole(25.6, 2),
    films: glass.portrait ? whole(22, 3) : whole(25.6, 2),
    series: glass.portrait ? whole(23.4, 3) : whole(25.6, 2),
  };
  const one = (kind: "publications" | "films" | "series"): Part =>
    holdings[kind] > 4 ? several[kind] : whole(glass.portrait ? 40 : 36.4);
  return {
    shape: kinds === 1 ? "one" : "none",
    publications: one("publications"),
    films: one("films"),
    series: single ? several.series : one("series"),
    hung: single,
  };
}
