import { posts } from '../local/seed/posts.ts'
import { communities } from '../local/seed/spaces.ts'
import { connect } from '../src/db/connect.ts'
import { seedCommunity } from './seed/community.ts'
import { seedFollows, seedPeople } from './seed/people.ts'
import { seedRooms } from './seed/rooms.ts'
import { seedScheduled } from './seed/scheduled.ts'
import { seedTalk } from './seed/talk.ts'
import { setTimes } from './seed/times.ts'

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
  const loam = await seedCommunity(db, everyone, communities.loam, now)
  const crumb = await seedCommunity(db, everyone, communities.crumb, now)
  await seedFollows(db, everyone)
  for (const made of [loam, crumb]) {
    const talks = posts[made === loam ? 'loam' : 'crumb']
    await seedTalk({ db, everyone, made, now }, talks)
    say(`${made.slug}: ${made.members.length} members, ${talks.length} posts with their talk`)
  }
  await seedRooms({ db, everyone, made: loam, now })
  await seedScheduled({ db, everyone, made: loam, now })
  await setTimes(db, everyone, [loam, crumb], now)
}
