// As much of an element, and of what fingers send to it, as tests of pressing need.

/** A box of 100 × 50 CSS pixels at the corner of the glass, with data attributes. */
export class Target extends EventTarget {
  dataset: Record<string, string> = {};
  setPointerCapture() {}
  getBoundingClientRect() {
    return { left: 0, right: 100, top: 0, bottom: 50 };
  }
}

/** What one finger sends, in the middle of the target unless `at` says otherwise. */
export const event = (type: string, at: Record<string, unknown> = {}) =>
  Object.assign(new Event(type, { cancelable: true }), {
    pointerId: 1,
    isPrimary: true,
    button: 0,
    clientX: 50,
    clientY: 25,
    detail: 1,
    ...at,
  });
