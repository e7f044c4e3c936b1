import type { Viewer } from '../rules.ts'
import type { Community } from '../tables.ts'

/** What someone finds at the door of a community. */
export type Door = 'guest' | 'outside' | 'waiting' | 'inside' | 'banned'

export function doorFor(viewer: Viewer): Door {
  if (!viewer.profile) return 'guest'
  if (viewer.status === 'active') return 'inside'
  if (viewer.status === 'pending') return 'waiting'
  return viewer.status === 'banned' ? 'banned' : 'outside'
}

type Words = { button: string; fact: string; line: string }

/** How joining is spoken of: on the button, in a row of facts, and in a sentence. */
export const joinWords: Record<Community['joining'], Words> = {
  open: {
    button: 'Join',
    fact: 'Open to all',
    line: 'Everyone is welcome. It takes one press.',
  },
  approval: {
    button: 'Ask to join',
    fact: 'You ask to join',
    line: 'Ask to join, and the people who run it let you in.',
  },
  invitation: {
    button: 'By invitation',
    fact: 'By invitation',
    line: 'You come in with an invite link from someone who runs it.',
  },
}
