// The texts of a leaf as they stand in the page: block by block, with the way from a stretch of text to its place.

import type { Span } from "./sentences";

/** What begins a line of its own. */
const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, blockquote, td, th, dt, dd, figcaption, pre";

/** One block and its own text; that of blocks within it is theirs. */
export interface Block {
  element: Element;
  text: string;
  parts: readonly { node: Text; from: number }[];
}

/** The blocks under an element that have text, in reading order. */
export function blocksOf(root: Element): readonly Block[] {
  const blocks: { element: Element; text: string; parts: { node: Text; from: number }[] }[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const last = blocks.at(-1);
    if (node instanceof Text) {
      const own = node.parentElement?.closest(BLOCKS);
      const element = own !== null && own !== undefined && root.contains(own) ? own : root;
      const block = last?.element === element ? last : { element, text: "", parts: [] };
      if (block !== last) blocks.push(block);
      block.parts.push({ node, from: block.text.length });
      block.text += node.data;
    } else if (node instanceof HTMLBRElement && last) last.text += "\n";
  }
  return blocks.filter(({ text }) => text.trim() !== "");
}

/** The place of a stretch of a block's text. */
export function rangeOf(block: Block, { start, end }: Span): Range {
  const range = document.createRange();
  const place = (at: number, edge: "start" | "end") => {
    const part = block.parts.findLast(({ from }) => from < at || (edge === "start" && from === at)) ?? block.parts[0];
    if (!part) return;
    const offset = Math.max(0, Math.min(part.node.length, at - part.from));
    if (edge === "start") range.setStart(part.node, offset);
    else range.setEnd(part.node, offset);
  };
  place(start, "start");
  place(end, "end");
  return range;
}

/** Names of marks that lie over a text (styles/reading.css). */
export type MarkName = "spoken" | "found" | "found-now";

/** Whether the engine can mark a text without touching it. */
export const marks = (): boolean => typeof Highlight === "function" && CSS.highlights !== undefined;

/** Lays a mark over these places, and over no others. */
export function mark(name: MarkName, places: readonly Range[]): void {
  if (!marks()) return;
  if (places.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...places));
}
