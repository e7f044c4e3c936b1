import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { messageHash } from '@waku/core'
import type { proto_message } from '@waku/proto'

export type WakuMessage = proto_message.WakuMessage
export type Kept = { hash: Uint8Array; pubsubTopic: string; message: WakuMessage }

export type Query = {
  pubsubTopic?: string
  contentTopics: string[]
  hashes: Uint8Array[]
  from?: bigint
  to?: bigint
  /** the hash of the message after which (or before which, backwards) the page begins */
  cursor?: Uint8Array
  forward: boolean
  limit: number
}

export type Archive = ReturnType<typeof openArchive>

/** What the node keeps: every message that is not ephemeral, in SQLite. In memory without a folder. */
export function openArchive(dataDir?: string) {
  if (dataDir) mkdirSync(dataDir, { recursive: true })
  const db = new DatabaseSync(dataDir ? join(dataDir, 'messages.sqlite') : ':memory:')
  db.exec(TABLE)
  const insert = db.prepare('insert or ignore into messages values (?, ?, ?, ?, ?, ?, ?)')
  return {
    add({ hash, pubsubTopic, message }: Kept): void {
      const { contentTopic, payload, timestamp = 0n, version = 0, meta } = message
      insert.run(hash, pubsubTopic, contentTopic, payload, timestamp, version, meta ?? null)
    },
    /** A page in the order of time, whichever way it is read. */
    find(query: Query): Kept[] {
      const { where, values } = conditions(query)
      const order = query.forward ? 'asc' : 'desc'
      const page = db.prepare(
        `select * from messages ${where} order by at ${order}, hash ${order} limit ${query.limit}`,
      )
      page.setReadBigInts(true)
      const rows = page.all(...values).map(keptFrom)
      return query.forward ? rows : rows.reverse()
    },
    has: (hash: Uint8Array): boolean =>
      db.prepare('select 1 from messages where hash = ?').get(hash) !== undefined,
    /** As when a node is set up anew. */
    clear: () => db.exec('delete from messages'),
    close: () => db.close(),
  }
}

export const hashOf = (pubsubTopic: string, message: WakuMessage): Uint8Array =>
  messageHash(pubsubTopic, {
    ...message,
    // js-waku's own type leaves the fields of its sender open
    ...{ ephemeral: undefined, rateLimitProof: undefined, meta: message.meta },
    ...{ timestamp: message.timestamp, version: message.version },
  })

const TABLE = `
  pragma journal_mode = wal;
  create table if not exists messages (
    hash blob primary key, pubsub text not null, topic text not null, payload blob not null,
    at integer not null, version integer not null, meta blob) without rowid;
  create index if not exists messages_by_topic on messages (topic, at, hash);`

function conditions({ pubsubTopic, contentTopics, hashes, from, to, cursor, forward }: Query) {
  const all: string[] = []
  const values: SQLInputValue[] = []
  const put = (condition: string, ...more: SQLInputValue[]) => {
    all.push(condition)
    values.push(...more)
  }
  const marks = (list: unknown[]) => list.map(() => '?').join(', ')
  if (hashes.length) put(`hash in (${marks(hashes)})`, ...hashes)
  if (pubsubTopic) put('pubsub = ?', pubsubTopic)
  if (contentTopics.length) put(`topic in (${marks(contentTopics)})`, ...contentTopics)
  if (from) put('at >= ?', from)
  if (to) put('at <= ?', to)
  if (cursor) {
    const than = forward ? '>' : '<'
    put(`(at, hash) ${than} (select at, hash from messages where hash = ?)`, cursor)
  }
  return { where: all.length ? `where ${all.join(' and ')}` : '', values }
}

function keptFrom(row: Record<string, unknown>): Kept {
  // the columns of TABLE, integers read as bigint
  const { hash, pubsub, topic, payload, at, version, meta } = row as {
    hash: Uint8Array
    pubsub: string
    topic: string
    payload: Uint8Array
    at: bigint
    version: bigint
    meta: Uint8Array | null
  }
  const message = { contentTopic: topic, payload, timestamp: at, version: Number(version) }
  return { hash, pubsubTopic: pubsub, message: { ...message, ...(meta && { meta }) } }
}
