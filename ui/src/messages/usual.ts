// What the stage answers where nobody has set anything: for the time before its first answer, and for the tests.

import type { Attract } from "./messages";

/** The usual settings of the attract loop, as `Attract::default` in src-tauri/core/messages.rs. */
export const USUAL_ATTRACT: Attract = {
  photo_seconds: 9,
  film_seconds: 45,
  in_folder_order: false,
  sync: false,
  pan: true,
  burn_in_care: true,
  day_parts: [],
};
