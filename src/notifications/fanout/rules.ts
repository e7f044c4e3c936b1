/** How many are told in the request that does it. */
export const AT_ONCE = 200
/** How many are told by one statement of the queue. */
export const PAGE = 2500
/**
 * Pages that one message tells before another takes over. With three others in its batch it stays
 * within the fifty requests that a Worker may make on the free plan.
 */
export const PAGES = 10
