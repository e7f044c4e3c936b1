import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { startNeon } from '../local/neon.ts'
import { startPostgres } from '../local/postgres.ts'
import { migrate } from '../scripts/migrate.ts'
import { newId } from '../src/db/columns.ts'
import { connect, trips } from '../src/db/connect.ts'
import { insertFanout, tellPage } from '../src/notifications/fanout/queries.ts'
import { PAGE } from '../src/notifications/fanout/rules.ts'
import { takeLetters } from '../src/notifications/letters/queries.ts'
import { sweepPage } from '../src/notifications/sweep/queries.ts'

/**
 * What it costs to tell a space of many followers of one post: statements, rows and seconds, from the
 * request that posts to the letters that wait.
 */
const { values } = parseArgs({ options: { followers: { type: 'string', default: '100000' } } })
const followers = Number(values.followers)
const dataDir = await mkdtemp(join(tmpdir(), 'opencircle-fanout-'))
const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres'), fast: true })
const neon = await startNeon({ databaseUrl: postgres.url })
try {
  await migrate(postgres.url)
  const { actorId, spaceId } = await people(postgres.url)
  const db = connect({ DATABASE_URL: postgres.url, NEON_ENDPOINT: neon.endpoint })
  const cause = `post:${newId()}`
  const lines: string[][] = []
  const measured = async (what: string, work: () => Promise<number>) => {
    const count = { count: 0 }
    const began = performance.now()
    const rows = await trips.run(count, work)
    const ms = performance.now() - began
    lines.push([
      what,
      `${count.count}`,
      `${rows}`,
      (ms / 1000).toFixed(2),
      (ms / count.count).toFixed(0),
    ])
  }
  await measured('in the request', async () => {
    const [, { rows }] = await db.batch(
      insertFanout(db, {
        ...{ audience: 'post', type: 'new_post', actorId, spaceId, cause, topic: cause },
        ...{
          title: 'Ada posted in Plots',
          body: 'Three pots',
          link: '/loam/posts/1',
          only: sql`true`,
        },
      }),
    )
    return rows[0]?.told ?? 0
  })
  const { rows } = await db.execute<{ id: string }>(sql`select id from fanouts`)
  const id = rows[0]?.id ?? ''
  await measured('fan-out, by the queue', async () => {
    for (let told = 0; ; ) {
      const [page] = (await tellPage(db, { id, audience: 'post', limit: PAGE })).rows
      told += page?.told ?? 0
      if (!page || page.isDone) return told
    }
  })
  const now = new Date()
  await measured('sweep into letters and pushes, by the cron', async () => {
    for (let all = 0; ; ) {
      const [{ swept } = { swept: 0 }] = (await sweepPage(db, now, PAGE)).rows
      all += swept
      if (swept < PAGE) return all
    }
  })
  const inAWeek = new Date(now.getTime() + 8 * 24 * 3600_000)
  await measured(
    'letters onto the queue, one tick',
    async () => (await takeLetters(db, inAWeek)).rows.length,
  )
  console.info(`\n${followers} followers, pages of ${PAGE}\n`)
  console.info('| step | round trips | rows | seconds | ms each |\n|---|--:|--:|--:|--:|')
  for (const line of lines) console.info(`| ${line.join(' | ')} |`)
} finally {
  await neon.stop()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function people(databaseUrl: string) {
  const [actorId, communityId, spaceId] = [newId(), newId(), newId()]
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(
    `insert into profiles (id, clerk_id, username, full_name) values ($1, 'a', 'ada', 'Ada')`,
    [actorId],
  )
  await client.query(
    `insert into communities (id, name, slug, owner_id) values ($1, 'Loam', 'loam', $2)`,
    [communityId, actorId],
  )
  await client.query(
    `insert into spaces (id, community_id, name, slug) values ($1, $2, 'Plots', 'plots')`,
    [spaceId, communityId],
  )
  await client.query(
    `with made as (insert into profiles (id, clerk_id, username, full_name)
        select gen_random_uuid(), 'c' || n, 'u' || n, 'Person ' || n from generate_series(1, $1::int) n
        returning id),
      joined as (insert into memberships (id, community_id, profile_id, joined_at)
        select gen_random_uuid(), $2, id, now() from made)
    insert into space_follows (space_id, profile_id) select $3, id from made`,
    [followers, communityId, spaceId],
  )
  await client.query('analyze')
  await client.end()
  return { actorId, spaceId }
}
