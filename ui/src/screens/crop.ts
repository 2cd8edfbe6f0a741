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

/** Along one side: how far the picture is shifted so that the middle of what is marked comes close to `aim`, a share. */
function along(from: number, to: number, picture: number, box: number, aim: number): { shift: number; at: number } {
  const middle = (from + to) / 2;
  const over = picture - box;
  const shift = over > 0 ? Math.min(1, Math.max(0, (middle * picture - box * aim) / over)) : 0.5;
  return { shift, at: (middle * picture - shift * over) / box };
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
