import type { Draft } from '../../posts/compose/rules.ts'
import { NewSpace } from '../../spaces/manage/rules.ts'

/** What a new community begins with, so that nobody comes into an empty house. */
export const FOUNDING_SPACES: NewSpace[] = [
  {
    name: 'Start here',
    slug: 'start-here',
    emoji: '👋',
    description: 'What this place is, and news from those who run it.',
    whoPosts: 'staff' as const,
  },
  {
    name: 'Introductions',
    slug: 'introductions',
    emoji: '🙋',
    description: 'Say who you are and what brings you here.',
  },
  {
    name: 'General',
    slug: 'general',
    emoji: '💬',
    description: 'Everything that has no place of its own yet.',
  },
].map((space) => NewSpace.parse(space))

/** The first post, in the owner's name: a welcome to rewrite. */
export const welcomePost = (name: string): Draft => ({
  title: `Welcome to ${name}`,
  content: [
    'This is where it begins. A few things to do first:',
    '',
    '- Rewrite this post: say what this community is for and who should join.',
    '- Give it a picture and a colour in **Settings**.',
    '- Make the **spaces** that you need, and archive those that you do not.',
    '- **Invite** the first people. Three who talk are better than thirty who do not.',
  ].join('\n'),
  contentFormat: 'markdown',
  poll: null,
  scheduledAt: null,
  attachments: [],
})
