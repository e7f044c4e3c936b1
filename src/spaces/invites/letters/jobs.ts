import type { Db } from '../../../db/connect.ts'
import { sendJobs } from '../../../edge/jobs.ts'
import { type Sent, sendLetter, stopAddress } from '../../../mail/send.ts'
import { addressSubject } from '../../../mail/stops.ts'
import type { LetterState } from '../tables.ts'
import {
  endInvitation,
  findInvitation,
  holdInvitation,
  releaseInvitation,
  takeInvitations,
} from './queries.ts'
import { invitationText, subjectOf } from './rules.ts'
import { invitationLetter } from './views.tsx'

type At = { env: Env; db: Db; now: Date }

/** Each minute: what the queue did not take, or gave up, goes there again. */
export async function queueInvitations({ env, db, now }: At): Promise<void> {
  const { rows } = await takeInvitations(db, now)
  await sendJobs(
    env,
    rows.map(({ id }) => ({ kind: 'invitation', id })),
  )
}

/**
 * Sends the letter of an invitation that still stands: one that was taken back is not sent. What
 * fails is tried again under the same id.
 */
export async function sendInvitation({ env, db, now }: At, id: string): Promise<void> {
  const [held, [invited]] = await db.batch([holdInvitation(db, id, now), findInvitation(db, id)])
  if (held.length === 0) return
  if (!invited) return void (await endInvitation(db, id, 'failed'))
  try {
    const to = invited.email
    const site = env.SITE_URL ?? ''
    const stop = await stopAddress(env, await addressSubject(env, to), 'invitations')
    const sent = await sendLetter(
      { env, db },
      {
        ...{ id, to, stream: 'invitations', subject: subjectOf(invited) },
        fromName: invited.community,
        html: await invitationLetter(invited, { site, stop }),
        text: invitationText(invited, site, stop),
      },
    )
    const providerId = sent.outcome === 'sent' ? sent.providerId : undefined
    await endInvitation(db, id, STATES[sent.outcome], providerId)
  } catch (error) {
    await releaseInvitation(db, id)
    throw error
  }
}

const STATES: Record<Sent['outcome'], LetterState> = {
  sent: 'sent',
  suppressed: 'stopped',
  refused: 'refused',
}
