/** What a test may have go wrong, and how likely it does each time: from 0, never, to 1, always. */
export type Faults = {
  /** a message on its way down to one subscriber is lost */
  dropPush?: number
  /** a message that was taken is not kept */
  dropArchive?: number
  refusePush?: number
  refuseSubscribe?: number
  refuseStore?: number
}

/** Whether a fault strikes now. */
export const refuses = (likelihood = 0): boolean => Math.random() < likelihood
