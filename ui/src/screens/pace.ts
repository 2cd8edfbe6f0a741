// How fast this machine draws: only where a crossfade runs smoothly do photos move as well.

/** Frames further apart than this, in milliseconds, are seen to stutter: 40 in a second. */
const SMOOTH_MS = 25;

/** The median time between frames during the next `ms` milliseconds; infinite where fewer than three came. */
export function framePace(ms: number): Promise<number> {
  return new Promise((resolve) => {
    const steps: number[] = [];
    let first: number | null = null;
    let last = 0;
    const frame = (now: number) => {
      if (first === null) first = now;
      else steps.push(now - last);
      last = now;
      if (now - first < ms) requestAnimationFrame(frame);
      else resolve(steps.length < 3 ? Infinity : (steps.sort((a, b) => a - b)[steps.length >> 1] as number));
    };
    requestAnimationFrame(frame);
  });
}

/** Whether frames that far apart, in milliseconds, look like movement. */
export const isSmooth = (pace: number): boolean => pace <= SMOOTH_MS;
