/** What a test may have go wrong, and how likely it does each time: from 0, never, to 1, always. */
export type Faults = {
  /** a message on its way down to one subscriber is lost */
  dropPush?: number
  /** a message that was taken is not kept */
  dropArchive?: number
  refusePush?: number
  /** a message that was taken, of which its sender is not told */
  loseAnswer?: number
  /** milliseconds by which anything that is asked or sent down is late at most */
  slow?: number
  refuseSubscribe?: number
  refuseStore?: number
}

/** Waits for as long as a slow link would, at most so many milliseconds. */
export const lag = (slow = 0): Promise<void> | undefined =>
  slow > 0 ? new Promise((resolve) => setTimeout(resolve, Math.random() * slow)) : undefined

/** Whether a fault strikes now. */
export const refuses = (likelihood = 0): boolean => Math.random() < likelihood
