// Reading mode: the text of a publication, leaf by leaf, each as many screens long as it needs.

import type { Host } from "../host/host";
import type { Leaf } from "../messages/messages";

/** How long a leaf that did not come is waited for before it is asked for again, in milliseconds. */
const AGAIN_MS = 1_500;
const TRIES = 4;
/** Leaves that are kept: whoever turns back does not wait. */
const KEPT = 12;

const later = (ms: number): Promise<void> => new Promise((over) => setTimeout(over, ms));

/** What is written in a leaf, if anything: a picture counts, white space does not. */
export const isEmpty = (leaf: Leaf): boolean =>
  !/<img[\s/>]/i.test(leaf.html) && !/[\p{L}\p{N}]/u.test(leaf.html.replace(/<[^>]*>/g, " ").replace(/&[#\w]+;/g, " "));

/** The open leaf of one reader and where it lies open. */
export class Reading {
  /** What is shown; the one before stays until the next has come. */
  leaf: Leaf | null = $state.raw(null);
  /** The page that it is the text of; 0 before the first. */
  page = $state(0);
  /** Which screen of it lies open, from 0. */
  screen = $state(0);
  /** How many it has. */
  screens = $state(1);
  /** The leaf that is wanted does not come. */
  failed = $state(false);

  #kept = new Map<string, Leaf>();
  #wanted = "";
  #atEnd = false;
  #fresh = true;

  /** `wait` is the pause between two attempts. */
  constructor(
    readonly host: Pick<Host, "leaf">,
    readonly wait: (ms: number) => Promise<void> = later,
  ) {}

  /** Opens the text of a page, and brings the one after it. */
  async open(media: string, page: number, pages: number): Promise<void> {
    const key = `${media}/${page}`;
    if (this.#wanted === key && !this.failed) return;
    // Only the leaf before this one opens at its end, and only to whoever turned back to it.
    if (page !== this.page - 1) this.#atEnd = false;
    this.#wanted = key;
    this.failed = false;
    const leaf = this.#kept.get(key) ?? (await this.#bring(media, page));
    if (this.#wanted !== key) return;
    // Until it has been laid out it has one screen, and so has what cannot be laid out: a leaf without words, or none.
    this.screen = 0;
    this.screens = 1;
    this.page = page;
    if (leaf === null) {
      this.failed = true;
      return;
    }
    this.#fresh = true;
    if (isEmpty(leaf)) this.#atEnd = false;
    this.leaf = leaf;
    if (page < pages) await this.#bring(media, page + 1, 1);
  }

  async #bring(media: string, page: number, tries = TRIES): Promise<Leaf | null> {
    const key = `${media}/${page}`;
    const known = this.#kept.get(key);
    if (known) return known;
    for (let left = tries; left > 0; left -= 1) {
      const leaf = await this.host.leaf(media, page).catch(() => null);
      if (leaf !== null) {
        this.#kept.set(key, leaf);
        const oldest = this.#kept.keys().next();
        if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
        return leaf;
      }
      if (left > 1) await this.wait(AGAIN_MS);
    }
    return null;
  }

  /** The leaf has been laid out on so many screens: a new one lies open at its beginning or its end, one that was laid out anew about where it was. */
  laidOut(screens: number): void {
    if (this.#fresh) {
      this.screen = this.#atEnd ? screens - 1 : 0;
      this.#fresh = this.#atEnd = false;
    } else this.screen = Math.round((this.screen / this.screens) * screens);
    this.screens = Math.max(1, screens);
    this.screen = Math.max(0, Math.min(this.screen, this.screens - 1));
  }

  /** Whether this leaf goes on in this direction. */
  goesOn(step: 1 | -1): boolean {
    const next = this.screen + step;
    return next >= 0 && next < this.screens;
  }

  /** One screen on or back. False where the leaf is over: the neighbour is then to be opened, which will lie open at the near end. */
  turn(step: 1 | -1): boolean {
    if (this.goesOn(step)) {
      this.screen += step;
      return true;
    }
    this.#atEnd = step === -1;
    return false;
  }

  /** Opens a screen of this leaf. */
  show(screen: number): void {
    this.screen = Math.max(0, Math.min(screen, this.screens - 1));
  }
}
