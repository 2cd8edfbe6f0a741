// Having a publication read aloud: sentence after sentence, leaf after leaf, until it ends or somebody stops it.

import type { Host } from "../host/host";

/** How fast it can be read; 1 is as a voice reads by itself. */
export const RATES: readonly number[] = [0.6, 0.8, 1, 1.25, 1.5];
/** The place of 1 in that. */
export const USUAL_RATE = 2;

/** Nobody is read to for longer without giving a sign of life, in milliseconds: the page may have been left. */
export const ALONE_MS = 10 * 60_000;

/** What is going on. */
export type Speech = "off" | "speaking" | "paused";

/** What of the world a reading needs. */
export interface Around {
  /** The leaf is over: opens the next one, whose sentences are then laid. False where there is none. */
  next: () => boolean;
  /** How loud, 0 to 1. */
  loudness: () => number;
  /** How long nobody has given a sign of life, in milliseconds. */
  untouched: () => number;
}

/** One reading aloud. It holds no clock: the voice says when a sentence is over. */
export class Listening {
  /** Whether a voice is to be heard. */
  speech: Speech = $state("off");
  /** Which sentence of the leaf is being read, or would be next, from 0. */
  at = $state(0);
  /** Place in `RATES`. */
  rate = $state(USUAL_RATE);
  /** The voice could not be heard. */
  failed = $state(false);

  #sentences: readonly string[] = $state.raw([]);
  #language = "";
  #round = 0;
  #stop: AbortController | null = null;

  constructor(
    readonly voice: Pick<Host, "speak">,
    readonly around: Around,
  ) {}

  /** How many sentences the leaf has. */
  get count(): number {
    return this.#sentences.length;
  }

  /** Another leaf lies open: what is being read goes on at its beginning. */
  lay(sentences: readonly string[], language: string): void {
    this.#sentences = sentences;
    this.#language = language;
    this.at = 0;
    if (this.speech === "speaking") void this.#read();
  }

  /** Reads from this sentence on. */
  from(at: number): void {
    this.at = Math.max(0, Math.min(at, this.count));
    this.failed = false;
    this.speech = "speaking";
    void this.#read();
  }

  /** Falls silent; `resume` begins with the same sentence. */
  pause(): void {
    if (this.speech === "speaking") this.#silence("paused");
  }

  /** Reads on. */
  resume(): void {
    this.from(this.at);
  }

  /** Reads or pauses. */
  toggle(): void {
    if (this.speech === "speaking") this.pause();
    else this.resume();
  }

  /** Says the sentence once more. */
  repeat(): void {
    this.from(Math.min(this.at, this.count - 1));
  }

  /** Reads so fast from now on: the sentence begins anew. */
  setRate(rate: number): void {
    this.rate = Math.max(0, Math.min(rate, RATES.length - 1));
    if (this.speech === "speaking") void this.#read();
  }

  /** As loud from now on as the world around says: the sentence begins anew. */
  louder(): void {
    if (this.speech === "speaking") void this.#read();
  }

  /** It is over. */
  stop(): void {
    this.#silence("off");
  }

  #silence(speech: Speech): void {
    this.#round += 1;
    this.#stop?.abort();
    this.#stop = null;
    this.speech = speech;
  }

  async #read(): Promise<void> {
    const round = ++this.#round;
    this.#stop?.abort();
    for (;;) {
      const sentence = this.#sentences[this.at];
      if (sentence === undefined) {
        // The sentences of the next leaf come with `lay`.
        if (!this.around.next()) this.stop();
        return;
      }
      const stop = (this.#stop = new AbortController());
      const wish = {
        sentence,
        language: this.#language,
        rate: RATES[this.rate] ?? 1,
        loudness: this.around.loudness(),
      };
      const said = await this.voice.speak(wish, stop.signal).then(
        () => true,
        () => false,
      );
      if (round !== this.#round) return;
      if (!said) {
        this.failed = true;
        return this.stop();
      }
      this.at += 1;
      if (this.around.untouched() > ALONE_MS) return this.pause();
    }
  }
}
