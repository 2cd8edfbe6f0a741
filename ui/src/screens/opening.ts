// The picture that the stage writes into the page, so that the glass shows something before any script has run: the loop
// begins with it, and then it goes.

/** How long it takes to go, in milliseconds: veils and words come out from under it. */
const GOES_MS = 500;
/** When nothing of the loop could be shown for so long, it goes all the same, in milliseconds. */
const LONGEST_MS = 8_000;

/** Nothing waits longer than this for the picture, in milliseconds. */
const PRESENTED_MS = 1_000;

/** Resolves once the picture, where there is one, is on the glass: drawing the screens would hold it up. */
export async function firstPicture(page: ParentNode = document): Promise<void> {
  const picture = page.querySelector<HTMLImageElement>("img.opening");
  if (picture === null) return;
  const presented = picture
    .decode()
    .catch(() => undefined)
    .then(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  await Promise.race([presented, new Promise((resolve) => setTimeout(resolve, PRESENTED_MS))]);
}

/** A picture that lies over the loop until the loop has begun. */
export class Opening {
  #picture: HTMLImageElement | null;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(page: ParentNode = document) {
    this.#picture = page.querySelector("img.opening");
    if (this.#picture !== null) this.#late = setTimeout(() => this.lift(), LONGEST_MS);
  }

  /** The media name of the picture; null where there is none. */
  get media(): string | null {
    return this.#picture?.dataset["media"] ?? null;
  }

  /** Lets go of the picture, once. */
  lift(): void {
    const picture = this.#picture;
    if (picture === null) return;
    this.#picture = null;
    clearTimeout(this.#late);
    picture.classList.add("goes");
    setTimeout(() => picture.remove(), GOES_MS);
  }
}
