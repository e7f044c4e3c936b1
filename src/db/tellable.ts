import { DrizzleQueryError } from 'drizzle-orm/errors'

/**
 * What a log may hold of an error. Drizzle's own words end with the query's parameters, which are
 * what people wrote: only the query and the database's words are told.
 */
export function tellable(error: unknown): { why: string; query?: string; stack?: string } {
  if (!(error instanceof Error)) return { why: String(error) }
  const cause = error.cause instanceof Error ? error.cause : undefined
  if (error instanceof DrizzleQueryError)
    return { why: cause?.message ?? 'query failed', query: error.query, stack: cause?.stack }
  return { why: [error.message, cause?.message].filter(Boolean).join(' '), stack: error.stack }
}

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
