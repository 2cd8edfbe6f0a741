// Finding words within one publication: which pages have them, which find is the current one, and where it is printed.

import type { Host } from "../host/host";
import type { FoundPage, Region } from "../messages/messages";
import { enough, typedOn } from "../state/search.svelte";

/** How soon it is asked again whether a publication has words, while it is still being read, in milliseconds. */
export const AGAIN_MS = 3_000;

/** What of the host a finder needs. */
type Asked = Pick<Host, "find" | "marks">;

/** A find: its page, and which of the finds on that page it is, from 0. */
export interface Where {
  page: number;
  hit: number;
}

/** The finds of one reader; gone with it. */
export class Finder {
  /** What is looked for. */
  typed = $state("");
  /** The finds are shown. */
  open = $state(false);
  /** Letters can be typed. */
  typing = $state(false);
  /** Whether the open edition has words; null while nobody knows. */
  searchable: boolean | null = $state(null);
  /** The pages that have what is looked for; null until the answer. */
  pages: readonly FoundPage[] | null = $state.raw(null);
  /** Which find is the current one, from 0. */
  at = $state(0);

  #marks: Record<number, readonly Region[][]> = $state({});
  #media = "";
  #round = 0;

  constructor(readonly host: Asked) {}

  /** How many finds there are. */
  readonly total: number = $derived((this.pages ?? []).reduce((sum, { hits }) => sum + hits, 0));

  /** Where the current find is; null when there is none. */
  readonly where: Where | null = $derived(this.#whereIs(this.at));

  #whereIs(at: number): Where | null {
    let before = 0;
    for (const { page, hits } of this.pages ?? []) {
      if (at < before + hits) return { page, hit: at - before };
      before += hits;
    }
    return null;
  }

  /** The boxes of the finds on a page, in shares of its size; none while the finds are not shown. */
  boxes(page: number): readonly (readonly Region[])[] {
    return this.open ? (this.#marks[page] ?? []) : [];
  }

  /** Another edition lies open, or the first one: whether it has words, and where it has what is looked for. */
  async lay(media: string, page: number): Promise<void> {
    this.#media = media;
    this.searchable = null;
    await this.look(page);
  }

  /** Asks where the words are; the first find from `page` on becomes the current one. */
  async look(page: number): Promise<void> {
    const round = ++this.#round;
    const typed = this.typed;
    const finding = await this.host.find(this.#media, typed).catch(() => null);
    if (round !== this.#round || finding === null) return;
    this.searchable = finding.searchable;
    this.#marks = {};
    // While it is still being read nobody knows that nothing is found.
    this.pages = enough(typed) && finding.searchable !== null ? finding.pages : null;
    this.at = this.firstFrom(page);
  }

  /** The number of the first find on this page or after it; the very first when none follows. */
  firstFrom(page: number): number {
    let before = 0;
    for (const one of this.pages ?? []) {
      if (one.page >= page) return before;
      before += one.hits;
    }
    return 0;
  }

  /** Brings the boxes of the pages that lie open. */
  async show(pages: readonly number[]): Promise<void> {
    const round = this.#round;
    const wanted = pages.filter((page) => this.#marks[page] === undefined && this.#has(page));
    for (const page of wanted) {
      const ask = () => this.host.marks(this.#media, page, this.typed);
      // What was too late the first time is mostly there the second.
      const marks = await ask().catch(() => ask().catch(() => null));
      if (round !== this.#round) return;
      if (marks !== null) this.#marks[page] = marks.hits;
    }
  }

  #has(page: number): boolean {
    return this.pages?.some((one) => one.page === page) ?? false;
  }

  /** One find on or back, around the end too. */
  step(by: 1 | -1): void {
    if (this.total > 0) this.at = (this.at + by + this.total) % this.total;
  }

  /** Letters at the end; the finds follow. */
  type(letters: string, page: number): void {
    this.#set(typedOn(this.typed, letters), page);
  }

  /** Takes the last letter away. */
  erase(page: number): void {
    this.#set([...this.typed].slice(0, -1).join(""), page);
  }

  /** Takes all letters away. */
  clear(page: number): void {
    this.#set("", page);
  }

  #set(typed: string, page: number): void {
    if (typed === this.typed) return;
    this.typed = typed;
    void this.look(page);
  }

  /** Takes the marks off the pages; what was typed stays for the next time. */
  close(): void {
    this.open = false;
    this.typing = false;
  }
}
