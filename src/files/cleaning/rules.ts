/** Days that a file's bytes stay after nothing needs them any more. */
export const GRACE_DAYS = 7
/** Days that an attachment may wait to become part of something. */
export const UNUSED_DAYS = 7

/** Removed at once. */
export const MOST_REMOVED = 500
/** To bucket and database while removing in one night: a Worker may make some, but not any number. */
export const MOST_CALLS = 400
/** Compared in one night, in pages; what is left is for the next. */
export const PAGES = 20
/** Keys of one page, as R2 lists them at most. */
export const PAGE = 1000

/** Fewer than this may be chance. */
const FEW = 20

/**
 * Whether what seems wrong is so much that the database and the bucket more likely are not each
 * other's: then nothing is removed.
 */
export const isSuspicious = (wrong: number, of: number): boolean => wrong > FEW && wrong > of / 2

/** What a night did, in pieces. */
export type Cleaned = {
  /** marked as needed by nothing any more */
  released: number
  /** uploads that nobody went on with */
  abandoned: number
  /** files whose time had come, bytes and row */
  removed: number
  /** of these, uploads that R2 would not give up: the next night tries again */
  stuck: number
  /** notes of parts that are one object by now */
  parts: number
  /** objects without a row */
  objects: number
  /** rows without an object */
  rows: number
  /** objects that were looked at */
  compared: number
}
