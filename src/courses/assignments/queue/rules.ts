import * as z from 'zod'

export const PAGE = 30

/** What an address of the queue asks for; what makes no sense asks for its beginning. */
export const QueueQuery = z.object({
  status: z.enum(['submitted', 'returned', 'accepted']).catch('submitted'),
  after: z.uuid().nullable().catch(null),
})
