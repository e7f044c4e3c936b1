import type { Db } from '../../db/connect.ts'
import { KEYS } from '../rules.ts'
import { dropParts } from '../storage/queries.ts'
import {
  deleteRows,
  dropJoined,
  keysWithoutRow,
  releaseAbandoned,
  releaseUnneeded,
  removable,
  rowsWithoutKey,
  setSweep,
  sweepAt,
} from './queries.ts'
import { type Cleaned, isSuspicious, MOST_CALLS, MOST_REMOVED, PAGE, PAGES } from './rules.ts'

type At = { env: Pick<Env, 'FILES'>; db: Db; now: Date }

/**
 * Each night: lets go what nothing needs, removes what was let go long enough ago, and compares rows
 * and objects. All of it is found from facts, so a night that is missed or repeated changes nothing.
 * @param page how many files are removed, and keys compared, at once; a night does so many of these
 *   stretches, and the next goes on
 * @throws when more seems wrong than can be chance: of that page nothing is removed
 */
export async function cleanFiles(at: At, page = PAGE): Promise<void> {
  const [released, abandoned, joined] = await at.db.batch([
    releaseUnneeded(at.db),
    releaseAbandoned(at.db),
    dropJoined(at.db),
  ])
  const gone = await remove(at, Math.min(page, MOST_REMOVED))
  const compared = await compare(at, page)
  const cleaned: Cleaned = {
    released: released.length,
    abandoned: abandoned.length,
    parts: joined.rows.length,
    ...gone,
    ...compared,
  }
  console.info(JSON.stringify({ event: 'files cleaned', ...cleaned }))
  if (gone.stuck) throw new Error(`R2 would not give up ${gone.stuck} uploads`)
}

/**
 * Removes what is due, stretch by stretch, as long as the night's calls last. Bytes first: a failure
 * leaves the rows to try again by. One upload that R2 will not give up holds up no other.
 */
async function remove({ env, db }: At, limit: number) {
  const stuck = new Set<string>()
  let removed = 0
  for (let calls = 0; calls < MOST_CALLS; ) {
    const due = await removable(db, limit)
    const open = due.flatMap(({ r2Key, uploadId }) => (uploadId ? [{ r2Key, uploadId }] : []))
    for (const one of open) await dropParts(env.FILES, one).catch(() => stuck.add(one.r2Key))
    const gone = due.filter(({ r2Key }) => !stuck.has(r2Key))
    if (gone.length === 0) break
    await env.FILES.delete(gone.map(({ r2Key }) => r2Key))
    await deleteRows(
      db,
      gone.map(({ id }) => id),
    )
    removed += gone.length
    calls += open.length + CALLS
  }
  return { removed, stuck: stuck.size }
}

/** For each stretch: to find it, to remove its bytes, to remove its rows. */
const CALLS = 3

async function compare({ env, db, now }: At, limit: number) {
  const seen = { objects: 0, rows: 0, compared: 0 }
  const [sweep] = await sweepAt(db)
  let after = sweep?.cursor || KEYS
  for (let page = 0; page < PAGES; page++) {
    const listed = await env.FILES.list({ prefix: KEYS, startAfter: after, limit })
    const keys = listed.objects.map(({ key }) => key)
    const last = listed.truncated ? (keys.at(-1) ?? null) : null
    const [unknown, missing] = await db.batch([
      keysWithoutRow(db, keys),
      rowsWithoutKey(db, { after, last, keys }, limit),
    ])
    const strangers = new Set(unknown.rows.map(({ key }) => key))
    if (isSuspicious(strangers.size, keys.length) || isSuspicious(missing.length, keys.length))
      throw new Error('Rows and objects do not know each other: is this the right bucket?')
    seen.objects += await dropStrangers(
      env.FILES,
      listed.objects.filter(({ key }) => strangers.has(key)),
      now,
    )
    seen.rows += await dropMissing(env.FILES, db, missing)
    seen.compared += keys.length
    after = last ?? KEYS
    await setSweep(db, last ?? '')
    if (last === null) break
  }
  return seen
}

const DAY = 86_400_000

/** A row comes before its object; the day is for clocks, and for who still reads a replaced file. */
async function dropStrangers(bucket: R2Bucket, objects: R2Object[], now: Date): Promise<number> {
  const old = objects.filter(({ uploaded }) => now.getTime() - uploaded.getTime() > DAY)
  if (old.length) await bucket.delete(old.map(({ key }) => key))
  return old.length
}

/** Asked once more by name, since a list is of a moment that has passed. */
async function dropMissing(bucket: R2Bucket, db: Db, rows: { id: string; r2Key: string }[]) {
  const gone: string[] = []
  for (const { id, r2Key } of rows) if (!(await bucket.head(r2Key))) gone.push(id)
  if (gone.length) await deleteRows(db, gone)
  return gone.length
}
