// Lays a pane of glass over an element: pointer and wheel events in, frames out, and everything taken away again.

import type { Point } from "./geometry";
import type { Pane } from "./pane";
import { Pointers } from "./pointers";
import { LINE_PX, Wheel } from "./wheel";

/** What takes its own taps and is therefore never tapped through the glass. */
const KEYS = 'button, a, input, [role="button"], [role="slider"]';

/** The first two fingers on the element belong to `pane` until the returned function is called. */
export function attach(element: HTMLElement, pane: Pane): () => void {
  const pointers = new Pointers(pane);
  const wheel = new Wheel();
  let frame = 0;

  const request = () => {
    frame ||= requestAnimationFrame(draw);
  };
  const draw = (time: number) => {
    frame = 0;
    pointers.frame();
    if (pane.frame(time)) request();
  };
  const place = (event: MouseEvent): Point => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const onKey = event.target instanceof Element && event.target.closest(KEYS) !== null;
    pointers.down(event.pointerId, place(event), event.timeStamp, onKey);
    if (pointers.count === 2) capture(event);
  };
  const move = (event: PointerEvent) => {
    // A slow screen reports several places at once; the speed of a flick is in all of them.
    const steps = event.getCoalescedEvents?.() ?? [];
    for (const step of steps.length > 0 ? steps : [event]) {
      pointers.move(event.pointerId, place(step), step.timeStamp);
    }
    if (pointers.count === 0) return;
    if (pointers.didMore) capture(event);
    request();
  };
  const up = (event: PointerEvent) => {
    pointers.up(event.pointerId, place(event), event.timeStamp);
  };
  const cancel = (event: PointerEvent) => {
    pointers.cancel(event.pointerId);
  };
  const lost = (event: PointerEvent) => {
    // Children hand their own capture over to the element; only the element's own loss ends a gesture.
    if (event.target === element) pointers.cancel(event.pointerId);
  };
  // Only once it is a drag: a captured pointer would take the click away from the key under it.
  const capture = (event: PointerEvent) => {
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
  };
  const click = (event: MouseEvent) => {
    // A click without detail comes from the keyboard or a screen reader and is always meant.
    if (event.detail === 0 || !pointers.didMore) return;
    event.stopPropagation();
    event.preventDefault();
  };
  const roll = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PX;
    const turn = { dx: event.deltaX * unit, dy: event.deltaY * unit, pinch: event.ctrlKey, time: event.timeStamp };
    const meaning = wheel.meaning(turn, pane.zoomed);
    if (meaning.kind === "zoom") pane.zoom(meaning.factor, place(event));
    else if (meaning.kind === "move") pane.move(meaning.dx, meaning.dy);
    else if (meaning.kind === "turn") pane.turn(meaning.side);
    else if (meaning.kind === "onward") pane.onward(meaning.step);
  };
  const still = (event: Event) => {
    event.preventDefault();
  };

  const touchAction = element.style.touchAction;
  element.style.touchAction = "none";
  pane.wake = request;
  const ears = new AbortController();
  const { signal } = ears;
  element.addEventListener("pointerdown", down, { signal });
  element.addEventListener("pointermove", move, { signal });
  // On the window: a finger may be lifted beside the element, or the thing it went down on may be gone.
  window.addEventListener("pointerup", up, { signal });
  window.addEventListener("pointercancel", cancel, { signal });
  element.addEventListener("lostpointercapture", lost, { signal });
  element.addEventListener("click", click, { signal, capture: true });
  element.addEventListener("wheel", roll, { signal, passive: false });
  element.addEventListener("dragstart", still, { signal });
  request();

  return () => {
    ears.abort();
    cancelAnimationFrame(frame);
    element.style.touchAction = touchAction;
    pane.wake = () => undefined;
  };
}
