import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { community, guest, timing } from '../../../tests/community.ts'
import { newId } from '../../db/columns.ts'
import { connect } from '../../db/connect.ts'
import { courseLessons, courseModules } from '../tables.ts'

const db = connect(env)

describe('a course of 500 lessons', () => {
  it('opens in one round trip, its parts closed but for the one that is learnt in', async () => {
    const home = await community()
    const ben = await home.join()
    const course = await home.course(await home.space({ spaceType: 'course' }))
    const modules = Array.from({ length: 25 }, (_, at) => ({
      ...{ id: newId(), courseId: course, title: `Week ${at}`, sortOrder: at + 1 },
    }))
    const lessons = modules.flatMap(({ id }) =>
      Array.from({ length: 20 }, (_, at) => ({
        ...{ id: newId(), moduleId: id, title: `Lesson ${at}`, sortOrder: at },
        ...{ dripDelayDays: at, publishedAt: new Date() },
      })),
    )
    await db.insert(courseModules).values(modules)
    await db.insert(courseLessons).values(lessons)
    await home.owner.patch(home.at(`/courses/${course}`), { unlockMode: 'timed' })
    await ben.put(home.at(`/courses/${course}/enrolment`))
    const HTML = { accept: 'text/html' }
    ben.rest()
    await ben.get(home.at(`/courses/${course}`), HTML)
    for (const [path, open] of [
      [`/courses/${course}`, 0],
      [`/courses/${course}/lessons/${lessons[300]?.id}`, 1],
    ] as const) {
      const page = await ben.get(home.at(path), HTML)
      const html = await page.text()
      expect(html.match(/class="lesson"/g)?.length).toBe(502)
      expect(html.split('<details class="module" open').length - 1).toBe(open)
      const { db: before, own } = timing(page)
      expect(before + own).toBe(1)
    }
    expect((await guest().get(home.at(`/courses/${course}`), HTML)).status).toBe(200)
  })
})

describe('the catalogue', () => {
  it('shows what is published, with how one stands to it', async () => {
    const home = await community()
    const ben = await home.join()
    const space = await home.space({ spaceType: 'course' })
    const open = await home.course(space, { title: 'Open course' })
    await home.course(space, { title: 'Dear course', accessType: 'paid', price: '49' })
    await home.course(space, { title: 'Draft course', isPublished: false })
    const at = home.at(`/s/${space}`)
    const seen = await guest().page(at)
    expect(seen).toContain('Free for members')
    expect(seen).toContain('$49')
    expect(seen).not.toContain('Draft course')
    expect(await ben.page(at)).not.toContain('Draft course')
    expect(await home.owner.page(at)).toContain('Draft course')
    const [first = ''] = await home.lessonsOf(open)
    await ben.put(home.at(`/courses/${open}/enrolment`))
    await ben.put(home.at(`/courses/${open}/lessons/${first}/done`))
    type Mine = { mine: { catalogue: { states: Record<string, object>; drafts: null } } }
    const { mine } = await ben.json<Mine>(at)
    expect(mine.catalogue.states[open]).toMatchObject({ kind: 'learning', done: 1, total: 2 })
    expect(mine.catalogue.drafts).toBeNull()
  })
})
