// The show as the stage last told it: one whole snapshot, replaced as a whole, kept when the line is down.

import type { Host } from "../host/host";
import type { Catalogue } from "../messages/messages";
import { USUAL_ATTRACT } from "../messages/usual";

/** What is there before the first answer. */
export const NOTHING: Catalogue = {
  number: 0,
  exhibition: {
    title: {},
    place: {},
    languages: ["en"],
    date: null,
    sessions: [],
    attract: USUAL_ATTRACT,
    loudest: null,
    take_away: null,
  },
  stands: [],
  problems: [],
};

/** The catalogue and the state of the line to the stage. */
export class Show {
  /** The newest whole snapshot; never a partial one. */
  catalogue: Catalogue = $state.raw(NOTHING);
  /** False while the stage cannot be reached; the last snapshot stays on show. */
  connected = $state(false);

  #etag: string | null = null;
  #asking = false;
  #askAgain = false;

  constructor(readonly host: Host) {}

  /** Begins to follow the stage; returns how to stop. */
  open(): () => void {
    return this.host.listen(
      (number) => {
        if (number !== this.catalogue.number) void this.refresh();
      },
      (yes) => {
        const back = yes && !this.connected;
        this.connected = yes;
        // Announcements may have been missed while the line was down: the snapshot is the truth.
        if (back) void this.refresh();
      },
    );
  }

  /** Fetches the snapshot if it changed. Calls while one is under way lead to exactly one more. */
  async refresh(): Promise<void> {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = true;
    do {
      this.#askAgain = false;
      try {
        const answer = await this.host.catalogue(this.#etag);
        if (answer !== null) {
          this.#etag = answer.etag;
          this.catalogue = answer.catalogue;
        }
      } catch {
        // The old snapshot stays; the line coming back asks again.
        this.connected = false;
      }
    } while (this.#askAgain);
    this.#asking = false;
  }
}
