// How a photo hangs in its frame: filling it where little is lost, otherwise whole.

import type { Size } from "../touch/geometry";

/** Share of a photo that may be cropped for filling the glass. */
const MOST_CROPPED = 0.12;

/** How much larger than its own pixels a photo may be shown before it looks poor. */
const MOST_ENLARGED = 2.5;

/** Times its hung size that a photo can be zoomed to, if it has no more pixels than the glass. */
const LEAST_ZOOM = 2.5;
const MOST_ZOOM = 5;

/** Size in pixels at which a photo hangs in a frame; larger than the frame on one side where it fills it. */
export function hung(photo: Size, frame: Size): Size {
  // A photo whose size is not known yet hangs like most do.
  if (photo.width <= 0 || photo.height <= 0) return hung({ width: 1500, height: 1000 }, frame);
  const across = frame.width / photo.width;
  const down = frame.height / photo.height;
  const whole = Math.min(across, down);
  const full = Math.max(across, down);
  const cropped = 1 - whole / full;
  const scale = Math.min(cropped < MOST_CROPPED ? full : whole, MOST_ENLARGED);
  return { width: photo.width * scale, height: photo.height * scale };
}

/** Greatest zoom of a hung photo: down to its pixels, within reason. */
export function closest(photo: Size, hanging: Size): number {
  const pixels = (photo.width / hanging.width) * 1.5;
  return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, pixels));
}
