// What every screen, viewer and control may ask for: given once by App, never imported as a global.

import { createContext } from "svelte";
import type { Host } from "../host/host";
import type { Idle } from "./idle.svelte";
import type { Programme } from "./programme.svelte";
import type { Show } from "./show.svelte";
import type { Visit } from "./visit.svelte";

/** The running show as components see it. */
export interface Vitrine {
  /** Catalogue and connection. */
  show: Show;
  /** Where the visitor is, and the words of their language (`visit.words`). */
  visit: Visit;
  /** `idle.hold()` while something plays by itself. */
  idle: Idle;
  /** Now and next. */
  programme: Programme;
  /** For what a component needs beyond the catalogue (bookmarks, captions). */
  host: Host;
}

/** `const { visit } = vitrine()` in a component; `provideVitrine` is App's. */
export const [vitrine, provideVitrine] = createContext<Vitrine>();
