// How large things stand on a shelf, in rem: true proportions, sizes relative to their neighbours, never cropped.

/** Width and height in rem, or in any one unit. */
export interface Size {
  width: number;
  height: number;
}

/** The largest size of these proportions inside a box. */
export function within(shape: Size, box: Size): Size {
  const scale = Math.min(box.width / shape.width, box.height / shape.height);
  return { width: shape.width * scale, height: shape.height * scale };
}

/**
 * How much of the true difference in size between neighbours is kept: 1 would make a leaflet beside an A3 atlas a
 * stamp, 0 would make everything equal.
 */
const RELATIVE = 0.72;

/** Heights of covers side by side: the tallest stands `tallest` high, the others in softened relation, at most `widest` wide. */
export function row(covers: readonly Size[], tallest: number, widest: number): readonly Size[] {
  const most = Math.max(1, ...covers.map((cover) => cover.height));
  return covers.map((cover) =>
    within(cover, { width: widest, height: tallest * Math.max(0.42, cover.height / most) ** RELATIVE }),
  );
}

/** Two objects that share a width: the second gives way first, down to six tenths, then both. */
export function pair(first: Size, second: Size, room: number, gap: number): readonly [Size, Size] {
  const scaled = (size: Size, by: number): Size => ({ width: size.width * by, height: size.height * by });
  const over = first.width + gap + second.width - room;
  if (over <= 0) return [first, second];
  const give = Math.max(0.6, (room - gap - first.width) / second.width);
  const smaller = scaled(second, Math.min(1, give));
  const both = Math.min(1, (room - gap) / (first.width + smaller.width));
  return [scaled(first, both), scaled(smaller, both)];
}

/** Things measured to fill a shelf exactly must not be refused by the last digit of a sum. */
const ROUNDING_REM = 0.01;
/** In so many steps a shelf is thought narrower, to see whether its things divide more evenly. */
const EVENING_STEPS = 50;

/**
 * Deals things of these widths onto shelves of a width, in order. When they do not fit the shelves there are, every
 * shelf keeps `key` free at its end for the key that names the rest; when they do, no shelf is filled while the last
 * holds a straggler. Each shelf holds at least one thing.
 */
export function leaves(
  widths: readonly number[],
  gap: number,
  room: number,
  key: number,
  shelves = 1,
): readonly number[][] {
  const deal = (width: number): number[][] => {
    const dealt: number[][] = [[]];
    let used = -gap;
    widths.forEach((one, index) => {
      if (used + gap + one > width + ROUNDING_REM && (dealt.at(-1)?.length ?? 0) > 0) {
        dealt.push([]);
        used = -gap;
      }
      dealt.at(-1)?.push(index);
      used += gap + one;
    });
    return dealt;
  };
  const all = deal(room);
  if (all.length > shelves) return deal(room - key - gap);
  // The narrowest shelves that still need no more of them divide the things most evenly.
  let even = all;
  for (let width = room; width > 0 && even.length > 1; width -= room / EVENING_STEPS) {
    const narrower = deal(width);
    if (narrower.length > all.length) break;
    even = narrower;
  }
  return even;
}

/** Rows and columns of a contact sheet for this many photos, at most 4 × 3. None stays empty: it would look like a photo
 * that is missing. */
export function grid(photos: number): { columns: number; rows: number } {
  if (photos >= 12) return { columns: 4, rows: 3 };
  if (photos >= 9) return { columns: 3, rows: 3 };
  if (photos >= 8) return { columns: 4, rows: 2 };
  if (photos >= 6) return { columns: 3, rows: 2 };
  if (photos >= 4) return { columns: 2, rows: 2 };
  return { columns: photos, rows: 1 };
}

/** White border of a print, in rem. */
export const PRINT_BORDER_REM = 0.6;
/** Dark border of a film frame, in rem. */
export const FILM_BORDER_REM = 0.5;

/** The size of a picture with a border all around, so that the picture inside keeps its proportions. */
export function framed(shape: Size, border: number, box: Size): Size {
  const inner = within(shape, { width: box.width - 2 * border, height: box.height - 2 * border });
  return { width: inner.width + 2 * border, height: inner.height + 2 * border };
}

/** Border and gap of a contact sheet, in rem. */
export const SHEET = { border: 0.8, gap: 0.5, aspect: 1.44 } as const;

/** Size of one cell of a contact sheet that stands in a box. */
export function cell(photos: number, box: Size): Size {
  const { columns, rows } = grid(photos);
  const inner = {
    width: (box.width - 2 * SHEET.border - (columns - 1) * SHEET.gap) / columns,
    height: (box.height - 2 * SHEET.border - (rows - 1) * SHEET.gap) / rows,
  };
  return within({ width: SHEET.aspect, height: 1 }, inner);
}

/** Size of the whole contact sheet with cells of this size. */
export function sheet(photos: number, one: Size): Size {
  const { columns, rows } = grid(photos);
  return {
    width: columns * one.width + (columns - 1) * SHEET.gap + 2 * SHEET.border,
    height: rows * one.height + (rows - 1) * SHEET.gap + 2 * SHEET.border,
  };
}
