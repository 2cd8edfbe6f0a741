// The colour of a stand. Lightness is fixed so that every numeral is equally legible; hue and width of colour vary.

import type { Stand } from "../messages/messages";

/** Hue in degrees and chroma, for `oklch(var(--aL) <chroma> <hue>)`. */
export interface Accent {
  hue: number;
  chroma: number;
}

/** Hues 24° apart, dealt out so that neighbours differ; chroma as wide as sRGB allows at lightness .475, at most .125. */
const DEALT: readonly Accent[] = [
  { hue: 36, chroma: 0.125 },
  { hue: 252, chroma: 0.125 },
  { hue: 84, chroma: 0.098 },
  { hue: 324, chroma: 0.125 },
  { hue: 156, chroma: 0.115 },
  { hue: 204, chroma: 0.081 },
  { hue: 12, chroma: 0.125 },
  { hue: 132, chroma: 0.125 },
  { hue: 276, chroma: 0.125 },
  { hue: 348, chroma: 0.125 },
  { hue: 60, chroma: 0.112 },
  { hue: 228, chroma: 0.093 },
  { hue: 300, chroma: 0.125 },
  { hue: 108, chroma: 0.103 },
  { hue: 180, chroma: 0.086 },
];

/** The accent of a stand: the exhibitor's colour brought to the common lightness, else the one its number is dealt. */
export function accentOf(stand: Stand): Accent {
  const own = stand.colour === null ? null : fromHex(stand.colour);
  if (own !== null) return own;
  const place = ((stand.number ?? 1) - 1) % DEALT.length;
  return DEALT[place] ?? { hue: 36, chroma: 0.125 };
}

/** Widest chroma at the common lightness for any hue: that of the nearest dealt one, which sRGB is known to hold. */
function widest(hue: number): number {
  const apart = (a: number, b: number) => Math.min(Math.abs(a - b), 360 - Math.abs(a - b));
  let nearest = Infinity;
  let chroma = 0.08;
  for (const dealt of DEALT) {
    const distance = apart(dealt.hue, hue);
    if (distance < nearest) [nearest, chroma] = [distance, dealt.chroma];
  }
  return chroma;
}

/** `#rrggbb` to hue and chroma in OKLCH (Ottosson's matrices); null for anything else. */
function fromHex(colour: string): Accent | null {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (digits === null) return null;
  const linear = (hex: string | undefined) => {
    const value = parseInt(hex ?? "0", 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const [r, g, b] = [linear(digits[1]), linear(digits[2]), linear(digits[3])];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
  return { hue, chroma: Math.min(Math.hypot(x, y), widest(hue)) };
}
