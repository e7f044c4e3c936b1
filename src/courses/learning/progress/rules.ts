import * as z from 'zod'

/** No lesson is longer than two days. */
const MOST_SECONDS = 48 * 3600

/** How far someone has played a video or a sound. */
export const Played = z.object({
  /** whole seconds from the beginning */
  seconds: z.coerce.number('Say how far you are.').min(0).max(MOST_SECONDS).transform(Math.floor),
  isEnded: z.stringbool().or(z.boolean()).default(false),
})

/** Which lesson to go to after this one. */
export const Done = z.object({ next: z.uuid('That lesson is not known.').optional() })
