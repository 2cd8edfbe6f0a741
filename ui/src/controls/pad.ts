// How a pad of keys is laid out in the lower part of the glass: rows a finger high, one key that opens, none left out.

/** Least height and width of a key in rem: 20 mm on a 15.6″ panel, and a little wider where several rows lie together. */
const HIGH_REM = 11.2;
const WIDE_REM = { rows: 20, row: 14 } as const;
/** No key is higher than this, in rem: a few things lie in one row at the foot. */
const HIGHEST_REM = 18;
/** Between keys, in rem. */
export const PAD_GAP_REM = 0.8;
/** The key that opens is at least so wide at rest; its word may take two lines. */
const OPENS_REM = 16;

/** A laid out pad. */
export interface PadLayout {
  columns: number;
  rows: number;
  /** Of one key, in rem. */
  key: { width: number; height: number };
  /** Columns that the key which opens takes. */
  span: number;
  /** Things on each leaf, in order; with more than one leaf, one key turns them. Never empty. */
  leaves: readonly { from: number; to: number }[];
}

/** Lays out keys for `count` things in a room of rem, where words are `growth` times as large as at rest. */
export function padFor(count: number, room: { width: number; height: number }, growth: number): PadLayout {
  const most = Math.max(1, Math.floor((room.height + PAD_GAP_REM) / (HIGH_REM + PAD_GAP_REM)));
  const least = most === 1 ? WIDE_REM.row : WIDE_REM.rows;
  const columns = Math.max(3, Math.floor((room.width + PAD_GAP_REM) / (least + PAD_GAP_REM)));
  const width = (room.width + PAD_GAP_REM) / columns - PAD_GAP_REM;
  const wide = Math.ceil((OPENS_REM * growth + PAD_GAP_REM) / (width + PAD_GAP_REM));
  const span = Math.min(columns - (most === 1 ? 2 : 0), wide);
  const rows = Math.min(most, Math.max(1, Math.ceil((count + span) / columns)));
  const key = { width, height: Math.min(HIGHEST_REM, (room.height + PAD_GAP_REM) / rows - PAD_GAP_REM) };
  const cells = rows * columns - span;
  const each = count <= cells ? Math.max(1, count) : Math.max(1, cells - 1);
  const leaves = [];
  for (let from = 0; from < Math.max(1, count); from += each) leaves.push({ from, to: Math.min(count, from + each) });
  return { columns, rows, key, span, leaves };
}
