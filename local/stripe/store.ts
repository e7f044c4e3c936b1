import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { kindOf } from './ids.ts'
import type { Kind, Records } from './types.ts'

type Any = Records[Kind]
export type Store = ReturnType<typeof openStore>

/**
 * All objects, in memory, each kind in the order of its making. With a `dataDir` they are also kept
 * in a SQLite file there: `keep` writes what was put since the last call, in one transaction.
 */
export function openStore(dataDir?: string) {
  let watch: (record: Any) => void = () => undefined
  const kinds = new Map<Kind, Map<string, Any>>()
  const changed = new Map<string, Any | undefined>()
  const file = dataDir === undefined ? undefined : openFile(dataDir)

  const table = (kind: Kind): Map<string, Any> => {
    const known = kinds.get(kind) ?? new Map<string, Any>()
    kinds.set(kind, known)
    return known
  }
  for (const record of file?.load() ?? []) table(record.object).set(record.id, record)

  const get = <K extends Kind>(kind: K, id: string): Records[K] | undefined =>
    // a kind's table holds that kind alone
    table(kind).get(id) as Records[K] | undefined

  return {
    get,
    /** by id alone, whatever it is */
    find: (id: string): Any | undefined => {
      const kind = kindOf(id)
      return kind ? get(kind, id) : get('coupon', id)
    },
    /** in the order of their making; a table holds one kind, as above */
    all: <K extends Kind>(kind: K): Records[K][] => [...table(kind).values()] as Records[K][],
    put: <T extends Any>(record: T): T => {
      table(record.object).set(record.id, record)
      if (file) changed.set(record.id, record)
      watch(record)
      return record
    },
    /** Forgets the oldest of a kind beyond so many, some at a time. */
    trim: (kind: Kind, most: number): void => {
      const records = table(kind)
      if (records.size < most * 1.1) return
      for (const id of records.keys()) {
        if (records.size <= most) return
        records.delete(id)
        if (file) changed.set(id, undefined)
      }
    },
    remove: (record: Any): void => {
      table(record.object).delete(record.id)
      if (file) changed.set(record.id, undefined)
    },
    /** `watcher` is told of everything that is put, and of all that is there now. */
    watched: (watcher: (record: Any) => void): void => {
      watch = watcher
      for (const table of kinds.values()) for (const record of table.values()) watcher(record)
    },
    keep: (): void => {
      if (!file || !changed.size) return
      file.save(changed)
      changed.clear()
    },
    close: () => file?.close(),
  }
}

function openFile(dataDir: string) {
  mkdirSync(dataDir, { recursive: true })
  const db = new DatabaseSync(join(dataDir, 'stripe.sqlite'))
  db.exec(`pragma journal_mode = wal; pragma synchronous = normal;
    create table if not exists records (
      place integer primary key, id text not null unique, body text not null)`)
  const write = db.prepare(
    `insert into records (id, body) values (?, ?)
     on conflict (id) do update set body = excluded.body`,
  )
  const erase = db.prepare('delete from records where id = ?')
  return {
    load: (): Any[] =>
      db
        .prepare('select body from records order by place')
        .all()
        .map(({ body }) => JSON.parse(String(body))),
    save: (changed: Map<string, Any | undefined>): void => {
      db.exec('begin')
      for (const [id, record] of changed) {
        if (record) write.run(id, JSON.stringify(record))
        else erase.run(id)
      }
      db.exec('commit')
    },
    close: () => db.close(),
  }
}
