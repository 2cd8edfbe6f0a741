// The only place that speaks to the stage. Everything above asks this interface, so that a test passes in another one.

import type {
  BasketOffer,
  BasketWish,
  Catalogue,
  CatalogueChanged,
  FilmStutter,
  FilmVerdict,
  Finding,
  Flashes,
  Leaf,
  PageMarks,
  PublicationDetail,
  QrSymbol,
  ScreenBeat,
  ScreenCodecs,
  SearchResult,
  SpeakWish,
  UsageNote,
  Voices,
} from "../messages/messages";
import { steady, steadyTexts } from "../words/steady";
import * as addresses from "./addresses";

/** What a screen can ask of the stage. All promises reject only through `Unanswered`. */
export interface Host {
  /** The snapshot that is there now, or null when it is still the one with this `ETag`. */
  catalogue(known: string | null): Promise<{ catalogue: Catalogue; etag: string | null } | null>;
  /** Calls `changed` with every announced number, `connected` with the state of the line. Returns how to stop. */
  listen(changed: (number: number) => void, connected: (yes: boolean) => void): () => void;
  /** Page sizes and bookmarks of one edition. */
  publication(media: string): Promise<PublicationDetail>;
  /** A leaf of one edition as text, from 1. */
  leaf(media: string, n: number): Promise<Leaf>;
  /** Caption file as WebVTT text. */
  captions(media: string): Promise<string>;
  /** What has the words, across all stands. Its texts are as the marks count them: `pieces` makes them fit for the eye. */
  search(typed: string): Promise<SearchResult>;
  /** Which pages of one edition have the words. */
  find(media: string, typed: string): Promise<Finding>;
  /** Where the words are on a page of one edition, from 1. */
  marks(media: string, page: number, typed: string): Promise<PageMarks>;
  /** Hands over a poster frame as JPEG, at most 1280 px wide. */
  postPoster(media: string, jpeg: Blob): Promise<void>;
  /** Says whether this screen's decoder plays the film. */
  postVerdict(media: string, plays: boolean): Promise<void>;
  /** Says where the film flashes, as this screen saw it. */
  postFlashes(media: string, flashes: Flashes): Promise<void>;
  /** Says that this screen left out pictures of the film. */
  postStutter(media: string, stutter: FilmStutter): Promise<void>;
  /** Says what this screen can decode. */
  postCodecs(codecs: ScreenCodecs): Promise<void>;
  /** Tells that something was opened, and nothing of who opened it. */
  postUsage(note: UsageNote): Promise<void>;
  /** Gives a sign of life. */
  postBeat(beat: ScreenBeat): Promise<void>;
  /** Offers files to phones in the same network; null where this screen does not. */
  offer(wish: BasketWish): Promise<BasketOffer | null>;
  /** The languages that the machine before the visitor can read aloud; none elsewhere. */
  voices(): Promise<readonly string[]>;
  /** Reads a sentence aloud; over when it has been said. The voice stops when `stop` is raised. */
  speak(wish: SpeakWish, stop: AbortSignal): Promise<void>;
  /** Draws a text of at most 666 bytes as a QR code of level M. */
  qr(text: string): Promise<QrSymbol>;
}

/** The stage did not answer, or not with what was asked for; `status` is 0 when there was no answer at all. */
export class Unanswered extends Error {
  constructor(
    readonly address: string,
    readonly status: number,
  ) {
    super(`${address} answered ${status === 0 ? "nothing" : status}`);
    this.name = "Unanswered";
  }
}

/** A page has no other word to the window it is shown in: under this title it asks to be let in again. */
const LOCKED_OUT = "Vitrine (locked out)";

/** Longest silence between attempts to reach the event stream again, in milliseconds. */
const RETRY_MS = 1_000;

async function ask(address: string, init?: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, init);
  } catch {
    throw new Unanswered(address, 0);
  }
  if (!answer.ok && answer.status !== 304) throw new Unanswered(address, answer.status);
  return answer;
}

async function tell(address: string, body: object, signal: AbortSignal | null = null): Promise<Response> {
  const headers = { "Content-Type": "application/json" };
  return ask(address, { method: "POST", headers, body: JSON.stringify(body), signal });
}

/** The host that speaks HTTP to the origin this page came from. */
export function originHost(): Host {
  return {
    async catalogue(known) {
      const headers: HeadersInit = known === null ? {} : { "If-None-Match": known };
      const answer = await ask(addresses.catalogue, { headers, cache: "no-store" });
      if (answer.status === 304) return null;
      return { catalogue: JSON.parse(await answer.text(), steadyTexts) as Catalogue, etag: answer.headers.get("ETag") };
    },

    listen(changed, connected) {
      let source: EventSource | null = null;
      let retry: ReturnType<typeof setTimeout> | undefined;
      const open = () => {
        source = new EventSource(addresses.events);
        source.addEventListener("open", () => connected(true));
        source.addEventListener("catalogue", (event) => {
          changed((JSON.parse((event as MessageEvent<string>).data) as CatalogueChanged).number);
        });
        source.addEventListener("error", () => {
          connected(false);
          // An EventSource gives up for good after an answer that is not a stream (a restarting stage): begin anew.
          if (source?.readyState !== EventSource.CLOSED) return;
          retry = setTimeout(open, RETRY_MS);
          // The engine keeps the cookie in a process of its own, and it dies with that process.
          ask(addresses.catalogue, { cache: "no-store" }).catch((refused: Unanswered) => {
            if (refused.status === 401) document.title = LOCKED_OUT;
          });
        });
      };
      open();
      return () => {
        clearTimeout(retry);
        source?.close();
      };
    },

    async publication(media) {
      const answer = await ask(addresses.publication(media));
      return JSON.parse(await answer.text(), steadyTexts) as PublicationDetail;
    },

    async leaf(media, n) {
      return JSON.parse(await (await ask(addresses.leaf(media, n))).text(), steadyTexts) as Leaf;
    },

    async captions(media) {
      return steady(await (await ask(addresses.captions(media))).text());
    },

    async search(typed) {
      return (await (await ask(addresses.search(typed))).json()) as SearchResult;
    },

    async find(media, typed) {
      return (await (await ask(addresses.find(media, typed))).json()) as Finding;
    },

    async marks(media, page, typed) {
      return (await (await ask(addresses.marks(media, page, typed))).json()) as PageMarks;
    },

    async postPoster(media, jpeg) {
      await ask(addresses.poster(media), { method: "POST", headers: { "Content-Type": "image/jpeg" }, body: jpeg });
    },

    async postVerdict(media, plays) {
      await tell(addresses.verdict(media), { plays } satisfies FilmVerdict);
    },

    async postFlashes(media, flashes) {
      await tell(addresses.flashes(media), flashes);
    },

    async postStutter(media, stutter) {
      await tell(addresses.stutter(media), stutter);
    },

    async postCodecs(codecs) {
      await tell(addresses.codecs, codecs);
    },

    async postUsage(note) {
      await tell(addresses.usage, note);
    },

    async postBeat(beat) {
      await tell(addresses.beat, beat);
    },

    async offer(wish) {
      try {
        return (await (await tell(addresses.takeAway, wish)).json()) as BasketOffer;
      } catch (refused) {
        if (refused instanceof Unanswered && refused.status === 404) return null;
        throw refused;
      }
    },

    async voices() {
      return ((await (await ask(addresses.voices)).json()) as Voices).languages;
    },

    async speak(wish, stop) {
      await tell(addresses.speak, wish, stop);
    },

    async qr(text) {
      const headers = { "Content-Type": "text/plain; charset=utf-8" };
      return (await (await ask(addresses.qr, { method: "POST", headers, body: text })).json()) as QrSymbol;
    },
  };
}
