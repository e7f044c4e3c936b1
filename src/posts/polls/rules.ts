import * as z from 'zod'
import type { Poll } from '../tables.ts'

/** How often each option was chosen, by its index, and by how many people. */
export type PollCounts = { voters: number; counts: Record<string, number> }

/** A poll as everyone sees it; votes are null while it is open. */
export type PollData = Omit<Poll, 'options'> & {
  options: { id: string; label: string; votes: number | null }[]
  voters: number
  isClosed: boolean
}

/** What a voter, or anyone once it is closed, gets to see: `counts` stay hidden from the others. */
export function pollData(poll: Poll, { voters, counts }: PollCounts, now: Date, mine = false) {
  const isClosed = poll.closesAt !== null && new Date(poll.closesAt) <= now
  const options = poll.options.map((label, at) => ({
    id: `${at}`,
    label,
    votes: isClosed || mine ? (counts[at] ?? 0) : null,
  }))
  return { ...poll, options, voters, isClosed } satisfies PollData
}

/** The same with the counts of this moment, for one who has voted. */
export const withCounts = (poll: PollData, { voters, counts }: PollCounts): PollData => ({
  ...poll,
  voters,
  options: poll.options.map((option, at) => ({ ...option, votes: counts[at] ?? 0 })),
})

const option = z.union([
  z.int().min(0).max(99),
  z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number),
])

/** What someone chose: indexes of the options, each once. */
export const Vote = z.object({
  options: z
    .union([z.array(option), option.transform((one) => [one])], 'Choose an answer.')
    .transform((all) => [...new Set(all)])
    .refine((all) => all.length > 0, 'Choose an answer.'),
})
