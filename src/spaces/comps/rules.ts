import * as z from 'zod'
import { dayOf } from '../../ui/day.ts'

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

type Ending = { username: string; tier: string; endsAt: number }

/** Until when gifts last, in words, by whose they are. */
export function giftsOf(gifts: Ending[]): Record<string, string> {
  const said: Record<string, string> = {}
  for (const { username, tier, endsAt } of gifts) {
    const words = `${tier} until ${dayOf(lastDayOf(new Date(endsAt)))}`
    said[username] = said[username] ? `${said[username]}, ${words}` : words
  }
  return said
}
