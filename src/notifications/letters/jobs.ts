import type { Db } from '../../db/connect.ts'
import { canSend, type Sent, sendLetter, stopAddress } from '../../mail/send.ts'
import { findClerkUser } from '../../session/clerk.ts'
import { endLetter, holdLetter, noticesIn, releaseLetter } from './queries.ts'
import { contentOf, letterText } from './rules.ts'
import type { LetterKind, Outcome } from './tables.ts'
import { noticesLetter } from './views.tsx'

type At = { env: Env; db: Db; now: Date }

/**
 * Sends a letter that is due, with what its reader still has not read and may still see. It is done
 * once the provider has taken it; what fails before is tried again under the same id.
 */
export async function sendDue({ env, db, now }: At, id: string): Promise<void> {
  const [held] = (await holdLetter(db, id, now)).rows
  if (!held) return
  try {
    const [outcome, providerId] = await send({ env, db }, { ...held, id })
    await endLetter(db, id, outcome, now, providerId)
  } catch (error) {
    await releaseLetter(db, id)
    throw error
  }
}

type Held = { id: string; profileId: string; kind: LetterKind; clerkId: string }

const OUTCOMES: Record<Sent['outcome'], Outcome> = {
  sent: 'sent',
  suppressed: 'suppressed',
  refused: 'unreachable',
}

async function send(at: { env: Env; db: Db }, held: Held): Promise<[Outcome, string?]> {
  const { env, db } = at
  const { id, profileId, kind } = held
  const content = contentOf(kind, await noticesIn(db, id, profileId))
  if (!content) return ['empty']
  if (!canSend(env)) return ['unreachable']
  const to = (await findClerkUser(env, held.clerkId))?.email
  if (!to) return ['unreachable']
  const site = env.SITE_URL ?? ''
  const stop = await stopAddress(env, `profile:${profileId}`, content.stream)
  const sent = await sendLetter(at, {
    ...{ id, to, profileId, stream: content.stream, subject: content.subject },
    fromName: content.community?.name,
    html: await noticesLetter(content, { site, stop }),
    text: letterText(content, site, stop),
  })
  return [OUTCOMES[sent.outcome], sent.outcome === 'sent' ? sent.providerId : undefined]
}
