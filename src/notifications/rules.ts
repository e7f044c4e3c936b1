import * as z from 'zod'

export const PAGE = 30

export type Tab = 'all' | 'unread'

/** What an address of the inbox asks for; what makes no sense asks for its beginning. */
export const InboxQuery = z.object({
  show: z.enum(['all', 'unread']).catch('all'),
  after: z.uuid().nullable().catch(null),
})

export const ReadAll = z.object({ before: z.uuid('Say up to which notice.').optional() })

/** `stay` marks it without going to it. */
export const Read = z.object({ stay: z.string('Say yes to stay.').optional() })
