import { DrizzleQueryError } from 'drizzle-orm/errors'

/**
 * What a log may hold of an error. Drizzle's own words end with the query's parameters, which are
 * what people wrote: only the query and the database's words are told. What has the look of a key is
 * told of nobody's error.
 */
export function tellable(error: unknown): { why: string; query?: string; stack?: string } {
  if (!(error instanceof Error)) return { why: withoutKeys(String(error)) }
  const cause = error.cause instanceof Error ? error.cause : undefined
  if (error instanceof DrizzleQueryError)
    return {
      why: withoutKeys(cause?.message ?? 'query failed'),
      query: error.query,
      stack: cause?.stack && withoutKeys(cause.stack),
    }
  const why = [error.message, cause?.message].filter(Boolean).join(' ')
  return { why: withoutKeys(why), stack: error.stack && withoutKeys(error.stack) }
}

/** Keys of Stripe and Clerk, and the secrets of their webhooks. */
const KEYS = /\b(?:[rs]k_(?:live|test)_|whsec_)[\w+/=-]+/g

const withoutKeys = (text: string): string => text.replace(KEYS, '…')

/**
 * The driver's words for an endpoint that cannot be reached, or that cannot reach its database, as
 * opposed to a query that failed.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if (
      /Error connecting to database|Server error \(HTTP status 5|fetch failed|connection refused|ECONNREFUSED|Network connection lost/i.test(
        at.message,
      )
    )
      return true
  return false
}
