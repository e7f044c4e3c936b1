import { buildPushPayload } from '@block65/webcrypto-web-push'
import type { Db } from '../../db/connect.ts'
import { mailbox } from '../../mail/address.ts'
import {
  deleteSubscription,
  duePushes,
  endPushes,
  holdSubscription,
  releaseSubscription,
} from './queries.ts'
import { type Told, toldOf } from './rules.ts'

type At = { env: Env; db: Db; now: Date }
type Browser = { endpoint: string; p256dh: string; auth: string }

/** The browser has gone, or its owner has turned it off there. */
const GONE = [404, 410]
const DAY_SECONDS = 24 * 3600

/**
 * Tells one browser what is due, in order. Each word is done once its push service has taken it; a
 * service that fails holds up what comes after, and all of it is tried again.
 */
export async function pushDue({ env, db, now }: At, id: string): Promise<void> {
  const [held] = (await holdSubscription(db, id, now)).rows
  if (!held) return
  try {
    const due = await duePushes(db, id, held.profileId, now)
    const stale = due.filter(({ isWanted }) => !isWanted).map((one) => one.id)
    if (stale.length) await endPushes(db, id, stale, now)
    const wanted = due.filter(({ isWanted }) => isWanted)
    for (const { ids, told } of toldOf(wanted, held.unread)) {
      if (!(await push(env, held, told))) {
        await deleteSubscription(db, id)
        return
      }
      await endPushes(db, id, ids, now)
    }
    await releaseSubscription(db, id, { at: now })
  } catch (error) {
    await releaseSubscription(db, id, 'failed')
    throw error
  }
}

/** Gives false when nobody listens there any more. @throws when the service did not take it */
export async function push(env: Env, browser: Browser, told: Told): Promise<boolean> {
  const { endpoint, p256dh, auth } = browser
  const subscription = { endpoint, expirationTime: null, keys: { p256dh, auth } }
  const { headers, method, body } = await buildPushPayload(
    // a service that holds it back until the browser wakes keeps only the last of one topic
    {
      data: told,
      options: { ttl: DAY_SECONDS, urgency: 'normal', topic: await topicOf(told.tag) },
    },
    subscription,
    {
      subject: `mailto:${mailbox(env.MAIL_FROM ?? '').email || 'nobody@example.com'}`,
      publicKey: env.VAPID_PUBLIC_KEY,
      privateKey: env.VAPID_PRIVATE_KEY,
    },
  )
  const { pathname } = new URL(endpoint)
  const isLocal = env.PUSH_SERVICE_URL && endpoint.startsWith('https://push.example.test/')
  const address = isLocal ? `${env.PUSH_SERVICE_URL}${pathname}` : endpoint
  const answer = await fetch(address, { method: method.toUpperCase(), headers, body })
  await answer.body?.cancel()
  if (GONE.includes(answer.status)) return false
  if (!answer.ok) throw new Error(`the push service answered ${answer.status}`)
  return true
}

/** A topic of the push protocol: at most 32 characters, which tell the service nothing. */
async function topicOf(tag: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(tag))
  return Buffer.from(bytes).toString('base64url').slice(0, 32)
}
