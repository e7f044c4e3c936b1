import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { connect } from '../src/db/connect.ts'
import { deliver } from '../src/notifications/jobs.ts'
import { insertNotifications } from '../src/notifications/queries.ts'
import { handlers, type Message } from '../src/queues.ts'
import type { Person } from './people.ts'

const db = connect(env)

type Letter = {
  from: string
  subject: string
  html: string
  text: string
  headers: Record<string, string>
  id: string
}

/** The letters that someone got, oldest first. */
export async function lettersTo(who: Pick<Person, 'username'>): Promise<Letter[]> {
  const address = `${who.username}@example.test`
  const api = `http://${env.MAIL_URL?.split('@')[1]}`
  const letters = await (await fetch(`${api}/letters?to=${address}`)).json<Letter[]>()
  return letters.reverse()
}

/** What the provider answers next, and what it reports. */
export const provider = {
  fail: (...codes: number[]) => post('/faults', JSON.stringify(codes)),
  /** what it would report of a letter */
  signed: (letter: Letter, kind: 'bounce' | 'complaint') =>
    post(`/letters/${letter.id}/${kind}?only=sign`),
}

const post = (path: string, body?: string) =>
  fetch(`http://${env.MAIL_URL?.split('@')[1]}${path}`, {
    method: 'POST',
    body,
    redirect: 'manual',
  })

/** Minutes after the world of a test began. */
export const clock =
  (began = Date.now()) =>
  (minutes: number) =>
    new Date(began + minutes * 60_000)

/**
 * A minute of the platform: the cron, and then the queue until it is empty. Only what is for these
 * people is worked off, since tests share their tables. Gives what failed.
 */
export async function minute(now: Date, ...people: Person[]): Promise<unknown[]> {
  const waiting: Message[] = []
  const failed: unknown[] = []
  const jobs = {
    send: async (message: Message) => void waiting.push(message),
    sendBatch: async (all: Iterable<{ body: Message }>) => {
      for (const { body } of all) waiting.push(body)
    },
  } as unknown as Queue
  const at = { env: { ...env, JOBS: jobs }, db, now, asked: new Map(), isRepeat: false }
  await deliver(at).catch((error: unknown) => failed.push(error))
  // a test that cuts connections may cut this one
  const own = await idsOf(people).catch(() => idsOf(people))
  for (const { kind, id } of waiting)
    if (own.has(id)) await handlers[kind]?.(at, id).catch((error: unknown) => failed.push(error))
  return failed
}

async function idsOf(people: Person[]): Promise<Set<string>> {
  const ids = `{${people.map(({ id }) => id).join(',')}}`
  const { rows } = await db.execute<{ id: string }>(sql`
    select id from letters where profile_id = any(${ids}::uuid[])
    union all select id from push_subscriptions where profile_id = any(${ids}::uuid[])
    union all select id from fanouts where done_at is null`)
  return new Set(rows.map(({ id }) => id))
}

type Words = Partial<Parameters<typeof insertNotifications>[1]>

/** Tells someone something of no space, by Ben. */
export const tell = (who: Person, by: Person | null, cause: string, words: Words = {}) =>
  insertNotifications(db, {
    ...{ type: 'reply', actorId: by?.id ?? null, spaceId: null, title: cause, body: '', link: '/' },
    ...{ cause, to: sql`select ${who.id}::uuid`, ...words },
  })
