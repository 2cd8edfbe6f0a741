// The booth behind the screens, where one film at a time plays unseen: its poster first, then whether it flashes.

import type { Film } from "../messages/messages";
import { flashes } from "../state/items";
import { isUnseen } from "./footage";

/** What is being done in the booth. */
class Booth {
  /** Posters are being taken, or wait to be: nothing else plays there. */
  posters = $state(false);
  /** A film is being looked at for flashes: others may falter meanwhile, through no fault of their own. */
  looks = $state(false);
  /** A film runs in the attract loop, and a machine without a graphics processor has no time for a second one. */
  runs = $state(false);
  /** Media names of films that this page has tried to look at in vain: it will not find out more. */
  vain = new Set<string>();

  /** Whether this page can look for flashes at all. */
  get sees(): boolean {
    return "requestVideoFrameCallback" in HTMLVideoElement.prototype;
  }

  /**
   * Whether the attract loop lets a film run, of which it shows at most `longest` seconds. One that flashes stands still,
   * and one of which nobody has looked at all that is shown.
   */
  lets(film: Film, longest: number): boolean {
    return !flashes(film) && (!isUnseen(film, longest) || !this.sees || this.vain.has(film.media));
  }
}

/** The booth of this page. */
export const booth = new Booth();
