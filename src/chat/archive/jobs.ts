import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { conversationTopic, spaceSecrets } from '../secrets/rules.ts'
import { type Due, dueArchives, forgetArchive, noteArchived, unwantedArchives } from './queries.ts'
import { type Archived, fresh, keyOf, LATE, messagesFrom, prefixOf } from './rules.ts'

/** Topics a tick, and pages of a hundred for each. */
const TOPICS = 30
const PAGES = 20

type At = { env: Env; db: Db; now: Date }

/** Copies ciphertext from a node into the bucket, so that history outlives every node. */
export async function fillArchive({ env, db }: At): Promise<void> {
  if (!env.WAKU_REST || !env.CHAT_MASTER_SECRET) return
  for (const due of await dueArchives(db, TOPICS)) {
    const topic = await topicOf(env.CHAT_MASTER_SECRET, due)
    const found = fresh(await read(env.WAKU_REST, topic, due.reached), due)
    if (found.messages.length) {
      const key = keyOf(due.channelId, found.reached, newId())
      await env.FILES.put(key, JSON.stringify(found.messages))
    }
    await noteArchived(db, { ...due, reached: found.reached, recent: found.recent })
  }
}

/** Takes away archives of communities that are gone, or want none. */
export async function dropArchives({ env, db }: At): Promise<void> {
  const { rows } = await unwantedArchives(db)
  for (const { channelId } of rows) {
    for (;;) {
      const { objects, truncated } = await env.FILES.list({ prefix: prefixOf(channelId) })
      await env.FILES.delete(objects.map(({ key }) => key))
      if (!truncated) break
    }
    await forgetArchive(db, channelId)
  }
}

const topicOf = async (secret: string, { channelId, epoch }: Due): Promise<string> =>
  epoch === 0
    ? conversationTopic(secret, channelId)
    : (await spaceSecrets(secret, channelId, epoch)).topic

async function read(node: string, topic: string, reached: number): Promise<Archived[]> {
  const all: Archived[] = []
  let cursor: string | null = null
  for (let page = 0; page < PAGES; page++) {
    const asked = new URLSearchParams({
      ...{ contentTopics: topic, includeData: 'true', pageSize: '100', ascending: 'true' },
      ...(reached > LATE && { startTime: `${(reached - LATE) * 1_000_000}` }),
      ...(cursor && { cursor }),
    })
    const answer = await fetch(`${node}/store/v3/messages?${asked}`)
    if (!answer.ok) throw new Error(`the message node answers ${answer.status}`)
    const found = messagesFrom(await answer.json())
    all.push(...found.messages)
    cursor = found.cursor
    if (!cursor) break
  }
  return all
}
