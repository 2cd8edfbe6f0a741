// Which part of a picture is kept where filling the glass cuts some of it away: the part that its maker has marked.

import type { Region } from "../messages/messages";

/** Pixels, or any other measure. */
interface Size {
  width: number;
  height: number;
}

/** Where a picture lies and about which point it may grow, both as CSS positions. */
export interface Crop {
  position: string;
  origin: string;
}

/** From above: what is marked lies rather over the words than under them. */
const HEIGHT = 0.42;

/** So much of the length of what is marked is kept free around it: a photo that moves grows by 6 %. */
const AIR = 0.03;

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/**
 * Along one side: how far the picture is shifted so that the middle of what is marked comes close to `aim`, a share of the
 * box, and all of it into the box where it fits.
 */
function along(from: number, to: number, picture: number, box: number, aim: number): { shift: number; at: number } {
  const middle = ((from + to) / 2) * picture;
  const over = Math.max(0, picture - box);
  const reach = ((to - from) / 2 + (to - from) * AIR) * picture;
  const aimed = middle - box * aim;
  const seen = 2 * reach <= box ? within(aimed, middle + reach - box, middle - reach) : middle - box / 2;
  const offset = within(seen, 0, over);
  return { shift: over > 0 ? offset / over : 0.5, at: (middle - offset) / box };
}

const percent = (share: number) => `${Math.round(share * 1_000) / 10}%`;

/** How a picture fills a box with what is marked in view, as far as it fits. */
export function cropTo(focus: Region, picture: Size, box: Size): Crop {
  const scale = Math.max(box.width / picture.width, box.height / picture.height);
  const across = along(focus.left, focus.right, picture.width * scale, box.width, 0.5);
  const down = along(focus.top, focus.bottom, picture.height * scale, box.height, HEIGHT);
  return {
    position: `${percent(across.shift)} ${percent(down.shift)}`,
    origin: `${percent(across.at)} ${percent(down.at)}`,
  };
}
