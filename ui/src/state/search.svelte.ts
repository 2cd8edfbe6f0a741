// What a visitor looks for and what was found; it lies as it was left until the visit ends, and then it is gone.

import type { Host } from "../host/host";
import type { SearchResult } from "../messages/messages";

/** More letters than this are not taken in. */
export const LONGEST = 80;

/** Letters from which on something is looked for. */
const FIRST = 2;

/** How soon it is asked again while publications are still being read, in milliseconds. */
export const AGAIN_MS = 2_000;

/** Whether enough was typed to look for something. A sign of Chinese or Japanese is a word by itself. */
export const enough = (typed: string): boolean => [...typed.trim()].length >= FIRST || /[\u3040-\u9fff]/u.test(typed);

/** What was typed with more letters at its end. Spaces at the beginning and a second one in a row say nothing. */
export function typedOn(typed: string, letters: string): string {
  const all = (typed + letters).replace(/\s+/g, " ").replace(/^ /, "");
  return [...all].slice(0, LONGEST).join("");
}

/** The search of one visit. */
export class Search {
  /** What was typed. */
  typed = $state("");
  /** What was found; null before the second letter, and until the first answer. */
  result: SearchResult | null = $state.raw(null);
  /** Which keyboard the visitor took, by name; null while it follows the language. */
  layout: string | null = $state(null);
  /** All that was found is shown in place of the keyboard. */
  spread = $state(false);
  /** Which page of what was found lies open, from 0. */
  leaf = $state(0);

  #asked = 0;

  /** Whether enough was typed to look for something. */
  get looks(): boolean {
    return enough(this.typed);
  }

  /** Adds letters at the end. */
  type(letters: string): void {
    this.#set(typedOn(this.typed, letters));
  }

  /** Takes the last letter away. */
  erase(): void {
    this.#set([...this.typed].slice(0, -1).join(""));
  }

  /** Takes all letters away. */
  clear(): void {
    this.#set("");
  }

  #set(typed: string): void {
    if (typed === this.typed) return;
    this.typed = typed;
    this.leaf = 0;
    if (!this.looks) {
      this.#asked += 1;
      this.result = null;
    }
  }

  /** Asks what there is. An answer that comes late is not heard; one that does not come changes nothing. */
  async ask(host: Pick<Host, "search">): Promise<void> {
    if (!this.looks) return;
    const turn = ++this.#asked;
    const result = await host.search(this.typed).catch(() => null);
    if (turn === this.#asked && result !== null) this.result = result;
  }

  /** Nothing of the visit stays. */
  forget(): void {
    this.#asked += 1;
    this.typed = "";
    this.result = null;
    this.layout = null;
    this.spread = false;
    this.leaf = 0;
  }
}
