// The booth behind the screens, where one film at a time plays unseen: its poster first, then whether it flashes.

/** What is being done in the booth. */
class Booth {
  /** Posters are being taken, or wait to be: nothing else plays there. */
  posters = $state(false);
  /** A film is being looked at for flashes: others may falter meanwhile, through no fault of their own. */
  looks = $state(false);
  /** A film runs in the attract loop, and a machine without a graphics processor has no time for a second one. */
  runs = $state(false);
}

/** The booth of this page. */
export const booth = new Booth();
