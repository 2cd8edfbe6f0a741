// How things come to rest: a critically damped spring, which takes over the speed of a finger and never swings back.

/** Where a spring is and how fast it moves, in its own unit and in units per millisecond. */
export interface Motion {
  value: number;
  velocity: number;
}

/** Milliseconds in which a turn or a zoom comes to rest; the design's "object to viewer" time. */
export const SETTLE_MS = 320;

/** A critically damped spring has come within 1 % after this many time constants. */
const TIME_CONSTANTS_TO_REST = 6.64;

/** A spring: it starts somewhere with some speed and ends at `to`. Pure; time is passed in. */
export interface Spring {
  readonly from: number;
  readonly to: number;
  /** Speed at the start, per millisecond. */
  readonly velocity: number;
  /** Milliseconds until within 1 % of the way. */
  readonly settle: number;
}

/** The motion of a spring `elapsed` milliseconds after its start. */
export function motion(spring: Spring, elapsed: number): Motion {
  if (elapsed <= 0) return { value: spring.from, velocity: spring.velocity };
  const rate = TIME_CONSTANTS_TO_REST / spring.settle;
  const away = spring.from - spring.to;
  const push = spring.velocity + rate * away;
  const fade = Math.exp(-rate * elapsed);
  return {
    value: spring.to + (away + push * elapsed) * fade,
    velocity: (spring.velocity - rate * push * elapsed) * fade,
  };
}

/** Whether nobody could see the rest of the way: `near` is the visible step in the spring's unit. */
export function atRest(now: Motion, to: number, near: number): boolean {
  return Math.abs(now.value - to) < near && Math.abs(now.velocity) < near / 16;
}
