// What this screen's engine says that it can decode, asked once so that the log can say what to install.

import type { ScreenCodecs } from "../messages/messages";

/** How each is asked for; one of them is enough. */
const TYPES: Record<keyof ScreenCodecs, readonly string[]> = {
  h264: ['video/mp4; codecs="avc1.640028"'],
  hevc: ['video/mp4; codecs="hvc1.1.6.L120.90"'],
  vp9: ['video/webm; codecs="vp9"'],
  av1: ['video/mp4; codecs="av01.0.08M.08"', 'video/webm; codecs="av01.0.08M.08"'],
  aac: ['audio/mp4; codecs="mp4a.40.2"'],
  opus: ['audio/webm; codecs="opus"'],
};

/** What an engine plays that answers like `canPlayType`. */
export function repertoire(canPlayType: (type: string) => string): ScreenCodecs {
  const plays = (codec: keyof ScreenCodecs) => TYPES[codec].some((type) => canPlayType(type) !== "");
  return {
    h264: plays("h264"),
    hevc: plays("hevc"),
    vp9: plays("vp9"),
    av1: plays("av1"),
    aac: plays("aac"),
    opus: plays("opus"),
  };
}
