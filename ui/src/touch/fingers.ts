// Makes pointer events of fingers where the engine makes none: WebKitGTK tells a page of touches alone, and of a mouse
// only after the last finger has left. Without this a kiosk on Linux knows neither swipe nor pinch.

/** Pointer ids of our own begin here, so that they meet none of the engine's. */
const FIRST_ID = 1_000_000;

/** So long after the last finger the engine may still send the mouse and the wheel that it made of it, in milliseconds. */
const ECHO_MS = 800;
const ECHOES = [
  "pointerdown",
  "pointermove",
  "pointerup",
  "mousedown",
  "mousemove",
  "mouseup",
  "click",
  "wheel",
] as const;

/** What is done to a finger's pointer from outside: `setPointerCapture` and its kin of one element. */
type Captures = Pick<Element, "setPointerCapture" | "releasePointerCapture" | "hasPointerCapture">;

interface Finger {
  id: number;
  primary: boolean;
  /** Where it went down; the engine tells this element of everything the finger does, even when it has left the page. */
  target: EventTarget;
  /** The target and what it lay in then, inside out: pictures are exchanged under a finger. */
  path: readonly Node[];
  /** Who asked to have it all. */
  captor: Element | null;
}

/**
 * From now on every finger is a pointer of type "touch", and the engine's own mouse for it stays away. Nothing is done
 * where the engine makes such pointers itself. Returns how to stop.
 */
export function fingers(page: Window & typeof globalThis): () => void {
  const down = new Map<number, Finger>();
  let native = false;
  /** When a finger was last felt. */
  let felt = -Infinity;

  const tell = (type: string, finger: Finger, touch: Touch, source: TouchEvent) => {
    const at: PointerEventInit = {
      bubbles: true,
      cancelable: type !== "pointercancel" && type !== "lostpointercapture",
      composed: true,
      view: page,
      pointerId: finger.id,
      pointerType: "touch",
      isPrimary: finger.primary,
      clientX: touch.clientX,
      clientY: touch.clientY,
      screenX: touch.screenX,
      screenY: touch.screenY,
      button: type === "pointermove" ? -1 : 0,
      buttons: type === "pointerdown" || type === "pointermove" ? 1 : 0,
      pressure: type === "pointerdown" || type === "pointermove" ? 0.5 : 0,
    };
    const event = new page.PointerEvent(type, at);
    // When the finger moved counts, not when a busy page gets round to it.
    Object.defineProperty(event, "timeStamp", { value: source.timeStamp });
    const captor = finger.captor?.isConnected ? finger.captor : null;
    // What was under the finger may have left the page; what it lay in hears of the finger all the same.
    const there = captor ?? finger.path.find((node) => node.isConnected) ?? page.document.documentElement;
    there.dispatchEvent(event);
  };
  const letGo = (finger: Finger, touch: Touch, source: TouchEvent) => {
    if (finger.captor === null) return;
    tell("lostpointercapture", finger, touch, source);
    finger.captor = null;
  };
  const each = (event: TouchEvent, act: (touch: Touch, finger: Finger) => void) => {
    for (const touch of event.changedTouches) {
      const finger = down.get(touch.identifier);
      if (finger !== undefined) act(touch, finger);
    }
  };

  const moved = (event: TouchEvent) => {
    quiet(event);
    each(event, (touch, finger) => tell("pointermove", finger, touch, event));
  };
  const ended = (type: "pointerup" | "pointercancel") => (event: TouchEvent) => {
    quiet(event);
    each(event, (touch, finger) => {
      down.delete(touch.identifier);
      tell(type, finger, touch, event);
      letGo(finger, touch, event);
    });
    for (const finger of down.values()) if (finger.target === event.currentTarget) return;
    deafen(event.currentTarget);
  };
  const [lifted, taken] = [ended("pointerup"), ended("pointercancel")];
  /** A touch that is answered should make no mouse; where it does all the same, `echo` hears it. */
  const quiet = (event: TouchEvent) => {
    felt = event.timeStamp;
    if (event.cancelable) event.preventDefault();
  };
  const echo = (event: Event) => {
    const ours =
      !event.isTrusted || native || (event instanceof page.MouseEvent && event.detail === 0 && event.type === "click");
    if (ours || (down.size === 0 && page.performance.now() - felt > ECHO_MS)) return;
    event.stopImmediatePropagation();
    if (event.cancelable) event.preventDefault();
  };
  const hear = (target: EventTarget) => {
    target.addEventListener("touchmove", moved as EventListener, { passive: false });
    target.addEventListener("touchend", lifted as EventListener, { passive: false });
    target.addEventListener("touchcancel", taken as EventListener);
  };
  const deafen = (target: EventTarget | null) => {
    target?.removeEventListener("touchmove", moved as EventListener);
    target?.removeEventListener("touchend", lifted as EventListener);
    target?.removeEventListener("touchcancel", taken as EventListener);
  };
  const began = (event: TouchEvent) => {
    if (native) return;
    quiet(event);
    for (const touch of event.changedTouches) {
      const path: Node[] = [];
      for (let node = touch.target as Node | null; node !== null; node = node.parentNode) path.push(node);
      const finger: Finger = {
        id: FIRST_ID + touch.identifier,
        primary: down.size === 0,
        target: touch.target,
        path,
        captor: null,
      };
      hear(finger.target);
      down.set(touch.identifier, finger);
      tell("pointerdown", finger, touch, event);
    }
  };
  /** An engine that makes pointers of fingers does so before it tells of the touch. */
  const seen = (event: PointerEvent) => {
    if (event.isTrusted && event.pointerType === "touch") native = true;
  };

  const own = (id: number) => [...down.values()].find((finger) => finger.id === id);
  const nature: Captures = page.Element.prototype;
  const { setPointerCapture, releasePointerCapture, hasPointerCapture } = nature;
  nature.setPointerCapture = function (this: Element, id: number) {
    const finger = own(id);
    if (finger === undefined) {
      if (id < FIRST_ID) setPointerCapture.call(this, id);
      return;
    }
    const before = finger.captor;
    finger.captor = this;
    if (before !== null && before !== this)
      before.dispatchEvent(new page.PointerEvent("lostpointercapture", { bubbles: true, pointerId: id }));
  };
  nature.releasePointerCapture = function (this: Element, id: number) {
    const finger = own(id);
    if (finger?.captor === this) finger.captor = null;
    else if (id < FIRST_ID) releasePointerCapture.call(this, id);
  };
  nature.hasPointerCapture = function (this: Element, id: number) {
    return id < FIRST_ID ? hasPointerCapture.call(this, id) : own(id)?.captor === this;
  };

  page.addEventListener("pointerdown", seen, { capture: true });
  for (const type of ECHOES) page.addEventListener(type, echo, { capture: true, passive: false });
  page.addEventListener("touchstart", began, { capture: true, passive: false });
  return () => {
    page.removeEventListener("pointerdown", seen, { capture: true });
    for (const type of ECHOES) page.removeEventListener(type, echo, { capture: true });
    page.removeEventListener("touchstart", began, { capture: true });
    for (const finger of down.values()) deafen(finger.target);
    down.clear();
    Object.assign(nature, { setPointerCapture, releasePointerCapture, hasPointerCapture });
  };
}
