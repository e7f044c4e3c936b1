import * as z from 'zod'

const DAY = 86_400_000

/** The last day of a gift, as a date field sends it; empty for no end. */
export const Gift = z.object({
  endsOn: z
    .union([z.literal(''), z.iso.date()], 'Write a day such as 2030-06-30.')
    .default('')
    .transform((day) => (day ? new Date(Date.parse(day) + DAY) : null)),
})

/** The last day of what ends at a moment, as a date field wants it. */
export const lastDayOf = (endsAt: Date | null): string =>
  endsAt ? new Date(endsAt.getTime() - 1).toISOString().slice(0, 10) : ''
