import * as z from 'zod'

/** The services that browsers are known to listen at; nothing else is ever called. */
const SERVICES =
  /^(fcm\.googleapis\.com|[a-z0-9.-]+\.push\.services\.mozilla\.com|[a-z0-9-]+\.push\.apple\.com|[a-z0-9.-]+\.notify\.windows\.com|push\.example\.test)$/

const key = (bytes: number) =>
  z
    .string('That is no subscription.')
    .regex(/^[A-Za-z0-9_-]+=*$/)
    .refine((text) => Math.floor((text.replace(/=/g, '').length * 3) / 4) === bytes, {
      message: 'That key has another length.',
    })

/** What a browser gives when it begins to listen (PushSubscription.toJSON). */
export const Subscription = z.object({
  endpoint: z
    .string('That is no subscription.')
    .max(1000)
    .refine(isService, { message: 'That is no push service that we know.' }),
  keys: z.object({ p256dh: key(65), auth: key(16) }),
  /** where it listened before its push service gave it another address */
  replaces: z.string().max(1000).optional(),
})

export const Endpoint = z.object({ endpoint: z.string('Say which browser.').max(1000) })

function isService(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, port } = new URL(address)
  return protocol === 'https:' && port === '' && SERVICES.test(hostname)
}

/** What the service worker is told; a few words, since some services allow 4 kB. */
export type Told = {
  title: string
  body: string
  link: string
  /** a later word about the same thing takes the place of this one */
  tag: string
  /** how many lines of the inbox are new */
  badge: number
}

const MOST = 3

type Due = { id: string; topic: string; cause: string; title: string; body: string; link: string }

/**
 * What a browser is told of what is due, in order: each by itself, or all in one when they are many,
 * as in the morning after quiet hours.
 */
export function toldOf(due: Due[], badge: number): { ids: string[]; told: Told }[] {
  if (due.length > MOST)
    return [
      {
        ids: due.map(({ id }) => id),
        told: {
          title: `${due.length} new things`,
          body: due
            .map(({ title }) => title)
            .slice(-MOST)
            .join('\n'),
          ...{ link: '/inbox', tag: 'inbox', badge },
        },
      },
    ]
  return due.map(({ id, topic, cause, title, body, link }) => ({
    ids: [id],
    told: { title, body, link, tag: topic || cause, badge },
  }))
}

/** Whether browsers can be told at all. */
export const hasPush = (env: Env): boolean => Boolean(env.VAPID_PUBLIC_KEY && env.VAPID_PRIVATE_KEY)
