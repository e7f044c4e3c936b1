import { parseArgs } from 'node:util'
import { isNeon, startNeon } from '../local/neon.ts'
import { openPeople } from '../local/people.ts'
import { posts } from '../local/seed/posts.ts'
import { communities } from '../local/seed/spaces.ts'
import { connect } from '../src/db/connect.ts'
import { migrate } from './migrate.ts'
import { foundCommunity } from './seed/community.ts'
import { openDatabase } from './seed/database.ts'
import type { Size } from './seed/load/helpers.ts'
import { load } from './seed/load.ts'
import { followsOf, seedPeople } from './seed/people.ts'
import { eventsOf, roomsOf } from './seed/rooms.ts'
import { scheduledBy } from './seed/scheduled.ts'
import { run } from './seed/statements.ts'
import { talkIn } from './seed/talk.ts'
import { timesOf } from './seed/times.ts'

/**
 * Fills an empty, migrated database with two communities to look at, by what the Worker itself would
 * run, and then moves it all to when it is said to have happened.
 * @param options `neonEndpoint` for a Postgres that is not Neon's
 */
export async function seed(options: {
  databaseUrl: string
  neonEndpoint?: string
  quiet: boolean
}): Promise<void> {
  const { databaseUrl, neonEndpoint, quiet } = options
  const say = (what: string) => quiet || console.info(`  ${what}`)
  const db = connect({ DATABASE_URL: databaseUrl, NEON_ENDPOINT: neonEndpoint })
  const now = new Date()
  const everyone = await seedPeople(db, now)
  say(`${everyone.size} people`)
  const loam = foundCommunity(db, everyone, communities.loam, now)
  const crumb = foundCommunity(db, everyone, communities.crumb, now)
  const talks = [
    ...(await talkIn({ db, everyone, made: loam, now }, posts.loam)),
    ...(await talkIn({ db, everyone, made: crumb, now }, posts.crumb)),
  ]
  // one transaction: whoever interrupts it finds no community, and gets them whole the next time
  await run(db, [
    ...loam.statements,
    ...crumb.statements,
    ...followsOf(db, everyone),
    ...talks,
    ...roomsOf({ db, everyone, made: loam, now }),
    ...eventsOf({ db, everyone, made: crumb, now }),
    ...scheduledBy({ db, everyone, made: loam, now }),
    ...timesOf(db, everyone, [loam, crumb], now),
  ])
  for (const { slug, members } of [loam, crumb]) say(`/${slug}: ${members.size} members`)
  say(`${posts.loam.length + posts.crumb.length} posts with their talk`)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string' },
      posts: { type: 'string' },
      comments: { type: 'string' },
      reactions: { type: 'string' },
      database: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return console.info(help)
  const database = await openDatabase(values.database)
  try {
    await migrate(database.url)
    if (values.people || values.posts) return await load(database.url, sizeFrom(values))
    const people = openPeople(database.url)
    const isEmpty = await people.isEmpty()
    await people.stop()
    if (!isEmpty) throw new Error('There are communities already. Start over: npm start -- --reset')
    const neon = isNeon(database.url) ? undefined : await startNeon({ databaseUrl: database.url })
    await seed({ databaseUrl: database.url, neonEndpoint: neon?.endpoint, quiet: false })
    await neon?.stop()
  } finally {
    await database.stop()
  }
}

function sizeFrom(given: Partial<Record<keyof Size, string>>): Size {
  const count = (name: keyof Size, otherwise: number) => {
    const number = Number(given[name] ?? otherwise)
    if (!Number.isInteger(number) || number < 0) throw new Error(`--${name}: not a number`)
    return number
  }
  const posts = Math.max(1, count('posts', 1_000_000))
  const people = Math.max(10, count('people', 10_000))
  return {
    people,
    posts,
    comments: count('comments', posts * 2),
    reactions: count('reactions', Math.floor(posts / 10)),
  }
}

const help = `
  npm run seed                                         the two communities of the first start
  npm run seed -- --people 10000 --posts 1000000       a large one, at /load
    --comments 2000000  --reactions 100000             twice and a tenth as many as posts unless told
    --database postgresql://…                          there, instead of this machine's own database
`

if (import.meta.main)
  await main().catch((error: unknown) => {
    console.error(`\n  ${error instanceof Error ? error.message : error}\n`)
    process.exitCode = 1
  })
