import { env } from 'cloudflare:test'
import { type SQL, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { community } from '../../../tests/community.ts'
import { communities, memberships } from '../../communities/tables.ts'
import { newId } from '../../db/columns.ts'
import { connect } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { learnableBy } from '../queries.ts'
import {
  courseEnrollments,
  courseLessons,
  courseModules,
  courseProgress,
  courses,
  type UnlockMode,
} from '../tables.ts'
import { isLessonOpenTo, openingOf } from './queries.ts'
import { opensAt, type Standing, type Step, unlocksOf } from './rules.ts'

const db = connect(env)

const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'America/St_Johns'],
  // half an hour of daylight saving, three quarters of an hour beside the others, and at midnight
  ...['Australia/Lord_Howe', 'Pacific/Chatham', 'America/Santiago'],
]
const MODES: UnlockMode[] = ['none', 'sequential', 'timed', 'scheduled']
const PEOPLE = 14
const LESSONS = 8
/** Around the changes of clocks of Berlin, New York and Lord Howe, when it goes wrong if it does. */
const SPRING = [Date.parse('2026-03-29T00:00Z'), Date.parse('2026-03-08T06:00Z')]
const AUTUMN = [Date.parse('2026-10-25T00:00Z'), Date.parse('2026-11-01T05:00Z')]
const TURNS = [...SPRING, ...AUTUMN, Date.parse('2026-04-04T15:00Z')]
const DAY = 24 * 3600_000

/** The same numbers in each run, so that a failure can be looked at. */
function dice(seed: number) {
  let state = seed
  return (most: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    // its low bits repeat
    return Math.floor((state / 2 ** 32) * most)
  }
}
const roll = dice(7)
const pick = <T>(list: T[]): T => list[roll(list.length)] as T
/** Within some hours of a change of clocks, some days before it or after it. */
const moment = () =>
  new Date(pick(TURNS) + (roll(8 * 60) - 240) * 60_000 - roll(4) * DAY + roll(60_000))

type Plan = { id: string; pace: { unlockMode: UnlockMode; timeZone: string }; steps: Step[] }
type Person = {
  id: string
  enrolledAt: Map<string, Date>
  left: Set<string>
  finished: Set<string>
}

const plans: Plan[] = []
const people: Person[] = []

beforeAll(async () => {
  const home = await community()
  const slug = await home.space({ spaceType: 'course' })
  const [space] = await db
    .select({ id: spaces.id, communityId: communities.id })
    .from(spaces)
    .innerJoin(communities, sql`${communities.id} = ${spaces.communityId}`)
    .where(sql`${spaces.slug} = ${slug} and ${communities.slug} = ${home.slug}`)
  if (!space) throw new Error('no space')
  const modules: (typeof courseModules.$inferInsert)[] = []
  const lessons: (typeof courseLessons.$inferInsert)[] = []
  for (const timeZone of ZONES)
    for (const unlockMode of MODES) {
      const plan: Plan = { id: newId(), pace: { unlockMode, timeZone }, steps: [] }
      plans.push(plan)
      const own = [0, 1].map((sortOrder) => ({
        id: newId(),
        courseId: plan.id,
        title: 'M',
        sortOrder,
      }))
      modules.push(...own)
      for (let n = 0; n < LESSONS; n++) {
        const step: Step = {
          id: newId(),
          isPreview: roll(10) === 0,
          dripDelayDays: pick([null, 0, 1, 2, 3, 7, 30, 200]),
          opensAt: roll(5) ? wall(moment(), timeZone) : null,
          publishedAt: roll(6) ? new Date(0) : null,
        }
        plan.steps.push(step)
        const moduleId = own[n < LESSONS / 2 ? 0 : 1]?.id ?? ''
        lessons.push({ ...step, moduleId, title: 'L', sortOrder: n })
      }
    }
  for (let n = 0; n < PEOPLE; n++)
    people.push({ id: newId(), enrolledAt: new Map(), left: new Set(), finished: new Set() })
  for (const person of people)
    for (const plan of plans) {
      if (roll(8) === 0) continue
      person.enrolledAt.set(plan.id, moment())
      if (roll(8) === 0) person.left.add(plan.id)
      for (const step of plan.steps) if (roll(3) === 0) person.finished.add(step.id)
    }
  const courseOf = (lesson: string) =>
    plans.find(({ steps }) => steps.some(({ id }) => id === lesson))
  const name = () => `twin-${newId()}`
  await db.batch([
    db.insert(courses).values(
      plans.map(({ id, pace }) => ({
        id,
        spaceId: space.id,
        title: 'C',
        isPublished: true,
        ...pace,
      })),
    ),
    db.insert(courseModules).values(modules),
    db.insert(courseLessons).values(lessons),
    db
      .insert(profiles)
      .values(people.map(({ id }) => ({ id, clerkId: name(), username: name(), fullName: 'P' }))),
    // the last one does not belong any more
    db.insert(memberships).values(
      people.slice(1).map(({ id: profileId }) => ({
        ...{ communityId: space.communityId, profileId, joinedAt: new Date() },
      })),
    ),
    db.insert(courseEnrollments).values(
      people.flatMap(({ id: userId, enrolledAt, left }) =>
        [...enrolledAt].map(([courseId, at]) => ({
          ...{ userId, courseId, enrolledAt: at, leftAt: left.has(courseId) ? at : null },
        })),
      ),
    ),
    db.insert(courseProgress).values(
      people.flatMap(({ id: userId, finished }) =>
        [...finished].map((lessonId) => ({
          ...{ userId, lessonId, courseId: courseOf(lessonId)?.id ?? '', completedAt: new Date() },
        })),
      ),
    ),
  ])
}, 60_000)

const wall = (at: Date, timeZone: string) => {
  const format = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat('sv-SE', format).format(at).replace(' ', 'T')
}

const pairs = (more: SQL) => sql`from ${courseLessons}
  join ${courseModules} on ${courseModules.id} = ${courseLessons.moduleId}
  join ${courses} on ${courses.id} = ${courseModules.courseId}
  join ${spaces} on ${spaces.id} = ${courses.spaceId}
  cross join ${profiles} ${more}
  where ${profiles.id} = any(${`{${people.map(({ id }) => id).join()}}`}::uuid[])
    and ${courses.id} = any(${`{${plans.map(({ id }) => id).join()}}`}::uuid[])`

describe('the rule of locks and its twin in SQL', () => {
  it('say the same moment for each lesson and enrolment', async () => {
    const { rows } = await db.execute<{
      course: string
      lesson: string
      person: string
      at: number | null
    }>(
      sql`select ${courses.id} as course, ${courseLessons.id} as lesson, ${profiles.id} as person,
        extract(epoch from ${openingOf(courseEnrollments.enrolledAt)})::float8 as at ${pairs(sql`
        join ${courseEnrollments} on ${courseEnrollments.courseId} = ${courses.id}
          and ${courseEnrollments.userId} = ${profiles.id}`)}`,
    )
    expect(rows.length).toBeGreaterThan(2500)
    const wrong = rows.filter(({ course, lesson, person, at }) => {
      const plan = plans.find(({ id }) => id === course)
      const step = plan?.steps.find(({ id }) => id === lesson)
      const enrolledAt = people.find(({ id }) => id === person)?.enrolledAt.get(course)
      if (!plan || !step || !enrolledAt) return true
      const said = opensAt(step, plan.pace, enrolledAt)
      return (said && said.getTime() / 1000) !== at
    })
    expect(wrong).toEqual([])
    expect(rows.filter(({ at }) => at !== null).length).toBeGreaterThan(1000)
  })

  it('say the same of every lesson, person and moment', async () => {
    let open = 0
    for (const now of [moment(), moment(), new Date(Math.max(...TURNS) + DAY), new Date(0)]) {
      const { rows } = await db.execute<{
        course: string
        lesson: string
        person: string
        isOpen: boolean
        mayLearn: boolean
      }>(
        sql`select ${courses.id} as course, ${courseLessons.id} as lesson, ${profiles.id} as person,
          ${isLessonOpenTo(profiles.id, sql`${now.toISOString()}::timestamptz`)} as "isOpen",
          ${learnableBy(profiles.id)} as "mayLearn" ${pairs(sql``)}`,
      )
      expect(rows).toHaveLength(plans.length * LESSONS * PEOPLE)
      const said = new Map(
        people.flatMap((person) =>
          plans.flatMap(({ id, steps, pace }) => {
            const standing: Standing = {
              isStaff: false,
              mayLearn: person !== people[0],
              enrolledAt: person.left.has(id) ? null : (person.enrolledAt.get(id) ?? null),
              finished: person.finished,
            }
            const all = unlocksOf(steps, pace, standing, now)
            return steps.map((step) => [`${person.id} ${step.id}`, all[step.id]?.isOpen] as const)
          }),
        ),
      )
      expect(rows.filter((row) => said.get(`${row.person} ${row.lesson}`) !== row.isOpen)).toEqual(
        [],
      )
      open += rows.filter(({ isOpen }) => isOpen).length
    }
    expect(open).toBeGreaterThan(3000)
  })
})
