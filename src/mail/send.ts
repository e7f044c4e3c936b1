import type { Db } from '../db/connect.ts'
import { mailbox, tame } from './address.ts'
import { type Letter, Refused } from './letter.ts'
import { isLocalMail, providerOf } from './provider.ts'
import { stopOf } from './queries.ts'
import { addressSubject, stopToken } from './stops.ts'

export type Sent =
  | { outcome: 'sent'; providerId?: string }
  | { outcome: 'suppressed' }
  | { outcome: 'refused'; why: string }

/** Whether letters can be sent at all: someone to carry them, a sender, and our own address. */
export const canSend = (env: Env): boolean =>
  Boolean(env.SITE_URL && env.MAIL_FROM && (env.MAIL_URL || env.EMAIL))

/**
 * Sends one letter, unless whom it is for has stopped its stream, or their address is known not to
 * be there. Every letter can be stopped by one press, as RFC 8058 says.
 * @throws when it was not taken and may be tried again: under the same id it is sent once, where the
 *   provider can tell
 */
export async function sendLetter({ env, db }: { env: Env; db: Db }, letter: Letter): Promise<Sent> {
  const provider = providerOf(env)
  if (!provider || !canSend(env)) throw new Error('mail is not set up: docs/operating.md')
  if (env.ENVIRONMENT === 'production' && isLocalMail(env))
    throw new Error('local mail in production')
  const { id, to, stream, profileId, subject, html, text } = letter
  const address = await addressSubject(env, to)
  const subjects = profileId ? [`profile:${profileId}`, address] : [address]
  if ((await stopOf(db, subjects, stream)).length) return { outcome: 'suppressed' }
  const sender = mailbox(env.MAIL_FROM ?? '')
  const stop = await stopAddress(env, subjects[0] ?? address, stream)
  try {
    const providerId = await provider.send({
      ...{ id, to, stream, subject: tame(subject), html, text },
      from: { ...sender, name: tame(letter.fromName ?? sender.name) },
      headers: {
        'List-Unsubscribe': `<${stop}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'X-Entity-Ref-ID': id,
      },
    })
    return { outcome: 'sent', providerId }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { outcome: 'refused', why: error.message }
  }
}

/** Where one stream is stopped; the page there has a button, and the address takes its POST. */
export const stopAddress = async (
  env: Env,
  subject: string,
  stream: Letter['stream'],
): Promise<string> => `${env.SITE_URL}/unsubscribe/${await stopToken(env, subject, stream)}`
