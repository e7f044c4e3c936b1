import pg from 'pg'
import { helpers, LOAD, type Size } from './load/helpers.ts'
import { insertPeople, insertPlace } from './load/place.ts'
import { insertComments, insertNotices, insertPosts, insertReactions } from './load/talk.ts'

type Step = { what: string; count: number; run: (db: pg.Client) => Promise<unknown> }

/**
 * Writes a community of the given size into a migrated database, by SQL alone, with its indexes in
 * place, all or nothing. The same size gives the same rows. Throws when there is one already.
 */
export async function load(databaseUrl: string, size: Size): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    const found = await db.query('select from communities where slug = $1', [LOAD])
    if (found.rowCount) throw new Error(`There is a community "${LOAD}" already.`)
    await db.query(helpers)
    await db.query('set synchronous_commit = off')
    await withoutChecks(db)
    const began = performance.now()
    let rows = 0
    await db.query('begin')
    for (const step of stepsOf(size)) {
      await timed(db, step)
      rows += step.count
    }
    await db.query('commit')
    await timed(db, { what: 'statistics', count: 0, run: () => db.query('vacuum analyze') })
    const seconds = (performance.now() - began) / 1000
    const speed = Math.round(rows / seconds).toLocaleString('en')
    console.info(
      `  ${rows.toLocaleString('en')} rows in ${seconds.toFixed(1)} s, ${speed} a second. It lies at /${LOAD}.`,
    )
  } finally {
    await db.end()
  }
}

/** Every reference is made from the row that it names; where we may, we spare Postgres the look-up. */
const withoutChecks = (db: pg.Client) =>
  db.query('set session_replication_role = replica').catch(() => undefined)

const stepsOf = (size: Size): Step[] => [
  { what: 'people', count: size.people, run: (db) => insertPeople(db, size) },
  { what: 'spaces and members', count: size.people, run: (db) => insertPlace(db) },
  { what: 'posts', count: size.posts, run: (db) => insertPosts(db, size) },
  { what: 'comments', count: size.comments, run: (db) => insertComments(db, size) },
  { what: 'reactions', count: size.reactions, run: (db) => insertReactions(db, size) },
  { what: 'notifications', count: size.people * 20, run: (db) => insertNotices(db, size) },
]

async function timed(db: pg.Client, { what, count, run }: Step): Promise<void> {
  const began = performance.now()
  await run(db)
  const seconds = (performance.now() - began) / 1000
  const speed = count ? `${Math.round(count / seconds).toLocaleString('en')} rows/s` : ''
  const shown = count ? count.toLocaleString('en') : ''
  console.info(
    `  ${what.padEnd(20)}${shown.padStart(10)}${seconds.toFixed(1).padStart(8)} s  ${speed}`,
  )
}
