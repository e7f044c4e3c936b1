/** Notices are kept for half a year, and at most so many of one person. */
export const KEPT_DAYS = 180
export const KEPT_LINES = 1000
/** How long it is known what became of a letter. */
export const KEPT_LETTERS_DAYS = 30
