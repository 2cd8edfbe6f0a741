// Measures of finding in a publication, in rem.

/** Height of the bar over the plinth: the table ends above it. */
export const BAR_REM = 12.8;

/** Height of the keyboard, the same on one glass wherever it is called. */
export const KEYBOARD_REM = { landscape: 47, portrait: 56 } as const;
