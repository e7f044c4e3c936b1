import * as z from 'zod'
import { isZone } from '../../ui/zones.ts'
import { KINDS } from '../kinds/rules.ts'
import type { Kind } from '../tables.ts'

export const PAGE = 30

/** Views of the inbox: all, what is new, or a few kinds of it. */
export const TABS = {
  all: { label: 'All', kinds: null },
  unread: { label: 'Unread', kinds: null },
  mentions: { label: 'To you', kinds: ['mention', 'reply'] },
  following: { label: 'Following', kinds: ['new_post', 'new_follower'] },
  reminders: {
    label: 'Reminders',
    kinds: ['event_reminder', 'course_unlocked', 'membership_renewal'],
  },
} as const satisfies Record<string, { label: string; kinds: readonly Kind[] | null }>
export type Tab = keyof typeof TABS

const tabs = ['all', 'unread', 'mentions', 'following', 'reminders'] as const

/** What an address of the inbox asks for; what makes no sense asks for its beginning. */
export const InboxQuery = z.object({
  show: z.enum(tabs).catch('all'),
  after: z.uuid().nullable().catch(null),
})

export const ReadAll = z.object({ before: z.uuid('Say up to which notice.').optional() })

/** `stay` marks it without going to it. */
export const Read = z.object({ stay: z.string('Say yes to stay.').optional() })

/** What was seen: a page by its path, or a thing by its topic. */
export const Seen = z
  .object({
    path: z.string().startsWith('/').max(500).optional(),
    topic: z.string().min(1).max(100).optional(),
    /** the reader's time zone, as their browser knows it */
    zone: z.string().max(60).refine(isZone).optional().catch(undefined),
  })
  .refine(({ path, topic }) => path ?? topic, 'Say what you have seen.')

/** Whether it can be muted where it stands: it is about one thing, and of a kind that can. */
export const canMute = ({ type, topic }: { type: Kind; topic: string }): boolean =>
  KINDS[type].mutable && topic !== ''
