import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Community, community } from '../../../tests/community.ts'
import { course, db, type TestCourse } from '../../../tests/learning.ts'
import { memberships } from '../../communities/tables.ts'
import { notifications } from '../../notifications/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { courseEnrollments, courseLessons, courses } from '../tables.ts'
import { announceUnlocked, tellLearners } from './jobs.ts'
import { CHUNK } from './rules.ts'

const LEARNERS = 100_000
/** Bytes that one message of a queue may have. */
const MOST_BYTES = 128 * 1024
const name = `many${crypto.randomUUID().slice(0, 8)}-`

let home: Community
let place: TestCourse
beforeAll(async () => {
  home = await community()
  const settings = { unlockMode: 'timed', timeZone: 'Europe/Berlin' }
  place = await course(home, [{ title: 'Day 7', dripDelayDays: 7 }], settings)
  const long = sql`timestamptz '2020-01-01'`
  await db
    .update(courseLessons)
    .set({ publishedAt: long })
    .where(eq(courseLessons.id, place.lessons[0] ?? ''))
  await enrolMany()
}, 300_000)
// no test that sweeps everything is to meet them; row by row, what refers to them would take minutes
afterAll(async () => {
  const many = sql`(select ${profiles.id} from ${profiles} where ${profiles.username} like ${`${name}%`})`
  await db.batch([
    db.execute(sql`set local session_replication_role = replica`),
    db.delete(notifications).where(sql`${notifications.userId} in ${many}`),
    db.delete(courseEnrollments).where(sql`${courseEnrollments.userId} in ${many}`),
    db.delete(memberships).where(sql`${memberships.profileId} in ${many}`),
    db.delete(profiles).where(sql`${profiles.username} like ${`${name}%`}`),
  ])
}, 300_000)

describe('a tick in which a lesson opens to 100,000', () => {
  it('tells each of them once, by small messages and statements of a few thousand', async () => {
    const first = await tick('2026-10-26T12:00Z')
    expect(first).toMatchObject({ calls: 1, statements: LEARNERS / CHUNK + 1 })
    expect(first.largest).toBeLessThan(MOST_BYTES)
    expect(await told()).toEqual({ people: LEARNERS, notices: LEARNERS })
    // missed and repeated: all of it again, from before
    await sweptAt('2026-10-25T00:00Z')
    expect((await tick('2026-10-26T12:01Z')).calls).toBe(1)
    expect(await told()).toEqual({ people: LEARNERS, notices: LEARNERS })
    expect(await tick('2026-10-26T12:02Z')).toMatchObject({ calls: 0, statements: 0 })
  }, 600_000)
})

const sweptAt = (at: string) =>
  db
    .update(courses)
    .set({ sweptAt: new Date(at) })
    .where(eq(courses.id, place.id))

/** Members and learners since one moment, as many statements as there are tables. */
async function enrolMany() {
  await db.execute(sql`
    insert into profiles (id, clerk_id, username, full_name)
    select gen_random_uuid(), ${name} || n, ${name} || n, 'Learner ' || n
    from generate_series(1, ${LEARNERS}::int) n`)
  const many = sql`profiles where profiles.username like ${`${name}%`}`
  await db.execute(sql`
    insert into memberships (id, community_id, profile_id, joined_at)
    select gen_random_uuid(), (select id from communities where slug = ${home.slug}), profiles.id,
      now() from ${many}`)
  await db.execute(sql`
    insert into course_enrollments (id, user_id, course_id, enrolled_at)
    select gen_random_uuid(), profiles.id, ${place.id}::uuid, timestamptz '2026-10-19 11:00:30Z'
    from ${many}`)
  await db.execute(sql`analyze`)
  await sweptAt('2026-10-26T11:58Z')
}

type Message = { kind: string; id: string }

/** The minute's work, and all that its messages lead to: what each part of it took. */
async function tick(at: string) {
  const waiting: Message[] = []
  const took = { calls: 0, statements: 0, largest: 0 }
  const TAKEN = { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }
  const take = (message: Message) => {
    if (!message.id.startsWith(place.id)) return
    waiting.push(message)
    took.largest = Math.max(took.largest, JSON.stringify(message).length)
  }
  const JOBS: Queue<Message> = {
    send: async (message) => {
      take(message)
      return TAKEN
    },
    sendBatch: async (messages) => {
      for (const { body } of messages) take(body)
      took.calls += waiting.length > 0 ? 1 : 0
      return TAKEN
    },
    metrics: () => env.JOBS.metrics(),
  }
  const here = { env: { ...env, JOBS }, db, now: new Date(at) }
  await announceUnlocked(here)
  for (let message = waiting.shift(); message; message = waiting.shift()) {
    took.statements++
    await tellLearners(here, message.id)
  }
  return took
}

async function told() {
  const [row] = await db
    .select({
      people: sql<number>`count(distinct ${notifications.userId})::int`,
      notices: sql<number>`count(*)::int`,
    })
    .from(notifications)
    .where(eq(notifications.cause, `lesson:${place.lessons[0]}`))
  return row
}
