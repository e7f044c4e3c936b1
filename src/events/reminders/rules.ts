import * as z from 'zod'

/** Minutes before an event at which someone may be reminded, and their words. */
export const CHOICES = [
  { minutes: 7 * 24 * 60, words: 'A week before' },
  { minutes: 24 * 60, words: 'A day before' },
  { minutes: 60, words: 'An hour before' },
  { minutes: 10, words: 'Ten minutes before' },
] as const

/** Who has not chosen is reminded a day and an hour before. */
export const USUAL = [24 * 60, 60]

const DAY = 24 * 60

/** How a reminder begins that comes now: late ones say what is still true. */
export function soonWords(startsAt: Date, now: Date): string {
  const left = (startsAt.getTime() - now.getTime()) / 60_000
  if (left > 6.5 * DAY) return 'In a week'
  if (left > 1.5 * DAY) return `In ${Math.round(left / DAY)} days`
  if (left > 20 * 60) return 'In a day'
  if (left > 90) return `In ${Math.round(left / 60)} hours`
  if (left > 45) return 'In an hour'
  const minutes = Math.max(1, Math.ceil(left))
  return `In ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
}

const choice = z.coerce
  .number('Choose from the list.')
  .refine((n) => CHOICES.some((choice) => choice.minutes === n), 'Choose from the list.')

/** Which reminders someone wants; none is a choice, too. */
export const Reminders = z.object({
  minutes: z.union([z.array(choice), choice.transform((one) => [one])]).default([]),
})
