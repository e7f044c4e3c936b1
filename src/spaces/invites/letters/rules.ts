import { dayOf } from '../../../ui/day.ts'
import type { LetterState } from '../tables.ts'

/** What whoever invites is told of the letter. */
export const LETTER_WORDS: Record<LetterState, string> = {
  waiting: 'the letter is on its way',
  sent: 'the letter was sent',
  stopped: 'they want no invitations by mail: send it yourself',
  refused: 'no letter can be sent there: send it yourself',
  bounced: 'the letter came back: is the address right?',
  failed: 'the letter did not go out: send it yourself',
}

/** What an invitation says. */
export type Invited = {
  email: string
  code: string
  by: string
  space: string
  description: string
  community: string
  slug: string
  brandColor: string | null
  expiresAt: Date
}

export const subjectOf = ({ by, space, community }: Invited): string =>
  `${by} invites you to ${space} in ${community}`

/** The line under the title, in both forms of the letter. */
export const wordsOf = ({ by, community, expiresAt }: Invited): string =>
  `${by} invites you into this space of ${community}. The link is for you alone and works until ${dayOf(expiresAt)}.`

/** Why it came. */
export const reasonOf = ({ by, community }: Invited): string =>
  `You get this because ${by} gave us your address to invite you to ${community}. If you do not know them, leave it: nothing else will come of it.`

export const linkOf = (site: string, { code }: Invited): string => `${site}/invites/${code}`

/** The letter in plain words. */
export const invitationText = (invited: Invited, site: string, stop: string): string =>
  [
    wordsOf(invited),
    '',
    ...(invited.description ? [invited.description, ''] : []),
    `Come in: ${linkOf(site, invited)}`,
    '',
    '--',
    reasonOf(invited),
    `No more invitations: ${stop}`,
    '',
  ].join('\n')
