import type { Kind } from '../tables.ts'

/** At once, in the digest, or never. */
export type MailWhen = 'now' | 'digest' | 'off'
export type Digest = 'daily' | 'weekly' | 'off'

/** The ways by which someone is told of one kind. */
export type Channels = { inbox: boolean; mail: MailWhen; push: boolean }

type About = Channels & {
  /** as settings call it */
  words: string
  hint: string
  /** whether muting a place silences it: what one asked for or pays for comes all the same */
  mutable: boolean
  /** no use later: waits for no bundle and no end of quiet hours */
  urgent?: true
}

/** Every kind of notice, in the order of settings, with what holds until someone chooses. */
export const KINDS: Record<Kind, About> = {
  mention: {
    words: 'Mentions',
    hint: 'Someone writes your @name.',
    ...{ inbox: true, mail: 'now', push: true, mutable: true },
  },
  reply: {
    words: 'Replies',
    hint: 'Answers to you, and comments where you follow or watch.',
    ...{ inbox: true, mail: 'now', push: true, mutable: true },
  },
  new_post: {
    words: 'New posts',
    hint: 'In spaces and from people you follow.',
    ...{ inbox: true, mail: 'digest', push: false, mutable: true },
  },
  event_reminder: {
    words: 'Events',
    hint: 'Reminders and changes of what you go to. They come in quiet hours too.',
    ...{ inbox: true, mail: 'now', push: true, mutable: false, urgent: true },
  },
  course_unlocked: {
    words: 'Courses',
    hint: 'A new lesson opens to you.',
    ...{ inbox: true, mail: 'now', push: true, mutable: true },
  },
  membership_renewal: {
    words: 'Membership',
    hint: 'What you bought begins, renews, fails or ends.',
    ...{ inbox: true, mail: 'now', push: false, mutable: false },
  },
  new_follower: {
    words: 'New followers',
    hint: 'Someone follows you.',
    ...{ inbox: true, mail: 'digest', push: false, mutable: false },
  },
}

// the keys are those of the record above
export const kinds = Object.keys(KINDS) as Kind[]

export const channelsOf = (kind: Kind, chosen: Partial<Channels> = {}): Channels => {
  const { inbox, mail, push } = KINDS[kind]
  return { inbox, mail, push, ...chosen }
}
