import * as z from 'zod'
import type { Level } from '../../spaces/tables.ts'

/**
 * What can be told of a place: your name is written, you are answered, a post appears, someone
 * comments on a post, someone answers someone else's comment.
 */
export const causes = ['mention', 'reply', 'post', 'comment', 'nested'] as const
export type Cause = (typeof causes)[number]

/** What each level lets through, for a space and for one post in it. The table of docs/levels.md. */
export const HEARD: Record<'space' | 'post', Record<Level, readonly Cause[]>> = {
  space: {
    mute: [],
    normal: ['mention', 'reply'],
    follow: ['mention', 'reply', 'post'],
    watch: ['mention', 'reply', 'post', 'comment', 'nested'],
  },
  post: {
    mute: [],
    normal: ['mention', 'reply'],
    follow: ['mention', 'reply', 'comment'],
    watch: ['mention', 'reply', 'comment', 'nested'],
  },
}

export const levels: Level[] = ['mute', 'normal', 'follow', 'watch']

/** The levels of a place that let a cause through. */
export const levelsThat = (place: 'space' | 'post', cause: Cause): Level[] =>
  levels.filter((level) => HEARD[place][level].includes(cause))

type Chosen = { space: Level | null; post: Level | null; followsAuthor?: boolean }

/**
 * Whether someone hears of something: what they chose for the post decides, else what they chose
 * for its space, else `normal`. Who follows an author hears of their posts unless the space is muted.
 */
export function hears(cause: Cause, { space, post, followsAuthor }: Chosen): boolean {
  const at = space ?? 'normal'
  if (cause === 'post')
    return HEARD.space[at].includes(cause) || Boolean(followsAuthor && at !== 'mute')
  return post ? HEARD.post[post].includes(cause) : HEARD.space[at].includes(cause)
}

/** For a post: also to go with its space again. */
export const ChosenTopicLevel = z.object({
  level: z.enum(['space', 'mute', 'normal', 'follow', 'watch'], 'Choose one of the levels.'),
})

/** What the button says that opens the choice. */
export const HEADINGS: Record<Level | 'space', string> = {
  watch: 'Watching',
  follow: 'Following',
  normal: 'Normal',
  mute: 'Muted',
  space: 'Notify me',
}

export const LEVEL_DONE: Record<Level | 'space', string> = {
  watch: 'You hear of every comment.',
  follow: 'You hear of new comments.',
  normal: 'You hear of it when someone speaks to you.',
  mute: 'You hear nothing more of it.',
  space: 'It goes with its space again.',
}
