import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Community, community, type Person } from '../../../tests/community.ts'
import { course, db, learner, type TestCourse } from '../../../tests/learning.ts'
import { notifications } from '../../notifications/tables.ts'
import { courseEnrollments, courseLessons, courses } from '../tables.ts'
import { announceUnlocked, tellLearners } from './jobs.ts'

type Message = { kind: string; id: string }

const TAKEN = { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } }

/** A tick of the clock, and all that its messages lead to. */
async function tick(at: string, turns = 1) {
  const now = new Date(at)
  const waiting: Message[] = []
  const JOBS: Queue<Message> = {
    send: async (message) => {
      waiting.push(message)
      return TAKEN
    },
    sendBatch: async (messages) => {
      for (const { body } of messages) waiting.push(body)
      return TAKEN
    },
    metrics: () => env.JOBS.metrics(),
  }
  const here = { env: { ...env, JOBS }, db, now }
  await announceUnlocked(here)
  for (let message = waiting.shift(); message; message = waiting.shift())
    for (let turn = 0; turn < turns; turn++) await tellLearners(here, message.id)
}

/** A course in Berlin whose lessons were there long ago, and whose learners have been told up to a moment. */
async function scene(
  lessons: Record<string, unknown>[],
  fields: object = {},
  swept = '2026-10-20T00:00Z',
) {
  const home = await community()
  const settings = { unlockMode: 'timed', timeZone: 'Europe/Berlin', title: 'Bread', ...fields }
  const it = await course(home, lessons, settings)
  await published(it, '2020-01-01T00:00Z')
  await sweptAt(it, swept)
  return { home, it }
}

const published = (it: TestCourse, at: string, only = it.lessons) =>
  db
    .update(courseLessons)
    .set({ publishedAt: new Date(at) })
    .where(sql`${courseLessons.id} = any(${`{${only.join()}}`}::uuid[])`)
const sweptAt = (it: TestCourse, at: string) =>
  db
    .update(courses)
    .set({ sweptAt: new Date(at) })
    .where(eq(courses.id, it.id))

/** Someone who enrolled at a moment. */
async function since(home: Community, it: TestCourse, at: string, name = 'Ada') {
  const person = await learner(home, it, name)
  await db
    .update(courseEnrollments)
    .set({ enrolledAt: new Date(at) })
    .where(eq(courseEnrollments.userId, person.id))
  return person
}

const told = async (person: Person) =>
  (
    await db
      .select({ title: notifications.title, link: notifications.link, body: notifications.body })
      .from(notifications)
      .where(eq(notifications.userId, person.id))
      .orderBy(notifications.id)
  ).map(({ title }) => title)

const waits = (days: number, title = `Day ${days}`) => ({ title, dripDelayDays: days })

describe('those who learn are told when a lesson opens', () => {
  it('at the same time of day, though the clocks were set back meanwhile', async () => {
    const { home, it: place } = await scene([waits(2)])
    const ada = await since(home, place, '2026-10-24T10:00:30Z')
    await tick('2026-10-26T10:59:00Z')
    expect(await told(ada)).toEqual([])
    await tick('2026-10-26T11:00:00Z')
    expect(await told(ada)).toEqual(['“Day 2” is open'])
    const [row] = await db.select().from(notifications).where(eq(notifications.userId, ada.id))
    expect(row).toMatchObject({
      ...{ type: 'course_unlocked', body: 'Bread', actorId: null },
      link: `${place.href}/lessons/${place.lessons[0]}`,
    })
  })

  it('once, though ticks are missed, repeated, or their messages come twice', async () => {
    const { home, it: place } = await scene([waits(1), waits(2), waits(3), waits(40)])
    const ada = await since(home, place, '2026-10-20T08:00Z')
    // none for two days and a half; then at the same moment twice, each message twice
    await Promise.all([tick('2026-10-22T20:00Z', 2), tick('2026-10-22T20:00Z', 2)])
    expect((await told(ada)).sort()).toEqual(['“Day 1” is open', '“Day 2” is open'])
    await sweptAt(place, '2026-10-19T00:00Z')
    await tick('2026-10-22T20:01Z')
    expect(await told(ada)).toHaveLength(2)
    await tick('2026-10-23T08:00Z')
    const all = (await told(ada)).sort()
    expect(all).toEqual(['“Day 1” is open', '“Day 2” is open', '“Day 3” is open'])
  })

  it('in one notice of what opens at one moment, by the date of the course', async () => {
    const lessons = ['One', 'Two', 'Never'].map((title) => ({
      ...{ title, opensAt: title === 'Never' ? '' : '2026-10-25T02:30' },
    }))
    const { home, it: place } = await scene(lessons, { unlockMode: 'scheduled' })
    const [ada, late] = [
      await since(home, place, '2026-10-01T00:00Z'),
      await since(home, place, '2026-10-25T00:31Z', 'Late'),
    ]
    // half past two comes twice that night: the first is meant
    await tick('2026-10-25T00:29Z')
    expect(await told(ada)).toEqual([])
    await tick('2026-10-25T00:30Z')
    await tick('2026-10-25T01:30Z')
    expect(await told(ada)).toEqual(['2 new lessons are open'])
    expect(await told(late)).toEqual([])
  })

  it('of a lesson that is added late, when it is published', async () => {
    const { home, it: place } = await scene([waits(1), waits(2)])
    const [early, late] = place.lessons
    const ada = await since(home, place, '2026-10-10T08:00Z')
    await published(place, '2026-10-21T12:00Z', [late ?? ''])
    await tick('2026-10-21T11:59Z')
    expect(await told(ada)).toEqual([])
    await tick('2026-10-21T12:00Z')
    expect(await told(ada)).toEqual(['“Day 2” is open'])
    expect(early).toBeDefined()
  })

  it('not again when modules change places, nor of what is finished, a preview or a draft', async () => {
    const { home, it: place } = await scene([
      ...[waits(1), waits(1, 'Other'), { ...waits(1, 'Open'), isPreview: true }],
      ...[waits(1, 'Draft'), waits(1, 'Finished')],
    ])
    const [, , , draft = '', finished = ''] = place.lessons
    const ada = await since(home, place, '2026-10-20T08:00Z')
    const done = `${place.href}/people/${ada.username}/lessons/${finished}/done`
    expect((await home.owner.put(done)).status).toBe(200)
    await home.owner.patch(`${place.href}/lessons/${draft}`, { isPublished: false })
    await tick('2026-10-21T08:00Z')
    expect(await told(ada)).toEqual(['2 new lessons are open'])
    const [one, two] = place.lessons
    await home.owner.put(`${place.href}/lessons/${two}/position`, { move: 'up' })
    expect(one).not.toBe(two)
    await sweptAt(place, '2026-10-20T00:00Z')
    await tick('2026-10-21T08:01Z')
    expect(await told(ada)).toHaveLength(1)
  })

  it('not while they have left, nor afterwards of what opened meanwhile', async () => {
    const { home, it: place } = await scene([waits(1), waits(2), waits(3)])
    const ada = await since(home, place, '2026-10-20T08:00Z')
    const set = (row: object) =>
      db.update(courseEnrollments).set(row).where(eq(courseEnrollments.userId, ada.id))
    await set({ leftAt: new Date('2026-10-20T09:00Z') })
    await tick('2026-10-21T09:00Z')
    await set({ leftAt: null, returnedAt: new Date('2026-10-22T12:00Z') })
    await tick('2026-10-22T12:01Z')
    expect(await told(ada)).toEqual([])
    await tick('2026-10-23T08:00Z')
    expect(await told(ada)).toEqual(['“Day 3” is open'])
  })

  it('where the course has moved to, and only those who may go there', async () => {
    const { home, it: place } = await scene([waits(1)])
    const [ada, ben] = [
      await since(home, place, '2026-10-20T08:00Z'),
      await since(home, place, '2026-10-20T08:00Z', 'Ben'),
    ]
    const gone = await since(home, place, '2026-10-20T08:00Z', 'Gone')
    const space = await home.space({ spaceType: 'course', visibility: 'private' })
    await home.owner.put(home.at(`/s/${space}/guests/${ada.username}`))
    expect((await home.owner.patch(place.href, { space })).status).toBe(200)
    await gone.delete(home.at('/membership'))
    await tick('2026-10-21T08:00Z')
    expect([await told(ada), await told(ben), await told(gone)]).toEqual([
      ['“Day 1” is open'],
      [],
      [],
    ])
  })

  it('not in courses that are no longer published', async () => {
    const { home, it: place } = await scene([waits(1), waits(2)])
    const ada = await since(home, place, '2026-10-20T08:00Z')
    await home.owner.delete(`${place.href}/publication`)
    await tick('2026-10-21T08:00Z')
    expect(await told(ada)).toEqual([])
  })
})
