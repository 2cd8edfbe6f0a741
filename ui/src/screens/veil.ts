// How dark the veil must be where words lie on a picture, so that bone on it keeps a contrast of 7:1.

/** sRGB value (0–1) of the brightest ground that gives bone a contrast of 7:1. */
const BRIGHTEST = 0.31;
/** The brightest tenth of the pixels counts: words cross highlights, not averages. */
const HIGHLIGHTS = 0.9;
const WIDTH = 48;
const HEIGHT = 27;

/** Opacity (0–1) of the black veil at the head and the foot of the glass. */
export interface Veil {
  head: number;
  foot: number;
}

/** The lightest veil, so that the show keeps one look over dark pictures too. */
export const LIGHTEST: Veil = { head: 0.6, foot: 0.66 };

/** The veil for pixels as `getImageData` gives them (RGBA), rows of `width`. */
export function veilFor(pixels: Uint8ClampedArray, width: number, height: number): Veil {
  const strip = (from: number, to: number): number => {
    const values: number[] = [];
    for (let y = Math.floor(from * height); y < Math.ceil(to * height); y++)
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 4;
        const red = pixels[at] ?? 0;
        const green = pixels[at + 1] ?? 0;
        const blue = pixels[at + 2] ?? 0;
        values.push((0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255);
      }
    values.sort((a, b) => a - b);
    const bright = values[Math.floor(values.length * HIGHLIGHTS)] ?? 0;
    return bright <= BRIGHTEST ? 0 : 1 - BRIGHTEST / bright;
  };
  return {
    head: Math.max(LIGHTEST.head, strip(0, 0.12)),
    foot: Math.max(LIGHTEST.foot, strip(0.74, 1)),
  };
}

/** Looks at what an element shows. The lightest veil when it cannot be looked at. */
export class Photometer {
  #canvas: HTMLCanvasElement | null = null;

  /** The veil for a picture or for the present frame of a film. */
  read(element: HTMLImageElement | HTMLVideoElement): Veil {
    this.#canvas ??= Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
    const brush = this.#canvas.getContext("2d", { willReadFrequently: true });
    if (brush === null) return LIGHTEST;
    try {
      brush.drawImage(element, 0, 0, WIDTH, HEIGHT);
      return veilFor(brush.getImageData(0, 0, WIDTH, HEIGHT).data, WIDTH, HEIGHT);
    } catch {
      return LIGHTEST;
    }
  }
}
