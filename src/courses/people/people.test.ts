import { describe, expect, it } from 'vitest'
import { community, guest } from '../../../tests/community.ts'
import { course, learner } from '../../../tests/learning.ts'
import { csvLine } from './export/rules.ts'

type People = { mine: { people: { person: { username: string }; done: number; total: number }[] } }
type Numbers = {
  mine: {
    numbers: object
    lessons: { percent: number; lost: number }[]
    weeks: { count: number }[]
  }
}

describe('those who learn', () => {
  it('are listed, looked at, granted, reset and counted by who looks after the course', async () => {
    const home = await community()
    const place = await course(home, [{}, {}, { lessonType: 'quiz' }])
    const [ada, ben] = [await learner(home, place, 'Ada'), await learner(home, place, 'Ben')]
    const [one, two, quiz] = place.lessons
    await ada.put(`${place.href}/lessons/${one}/done`)
    await ada.put(`${place.href}/lessons/${two}/done`)
    await ben.put(`${place.href}/lessons/${one}/done`)
    const people = `${place.href}/people`
    const { owner } = home
    const found = async (query: string) =>
      (await owner.json<People>(people + query)).mine.people.map(({ person, done }) => [
        person.username,
        done,
      ])
    expect(await found('')).toEqual([
      [ben.username, 1],
      [ada.username, 2],
    ])
    expect(await found('?q=ADA')).toEqual([[ada.username, 2]])
    expect(await found('?q=%25')).toEqual([])
    expect(await found('?state=finished')).toEqual([])
    const { mine } = await owner.json<Numbers>(`${place.href}/statistics`)
    expect(mine.numbers).toMatchObject({ enrolled: 2, active: 2, finished: 0, daysToFinish: null })
    expect(mine.lessons.map(({ percent, lost }) => [percent, lost])).toEqual([
      [100, 0],
      [50, 1],
      [0, 1],
    ])
    expect(mine.weeks.at(-1)?.count).toBe(2)
    const hers = `${people}/${ada.username}`
    expect((await owner.put(`${hers}/lessons/${quiz}/done`)).status).toBe(200)
    expect(await found('?state=finished')).toEqual([[ada.username, 3]])
    expect((await owner.delete(`${hers}/lessons/${one}/done`)).status).toBe(200)
    expect(await found('?q=ada')).toEqual([[ada.username, 2]])
    expect((await owner.delete(`${hers}/progress`)).status).toBe(200)
    expect(await found('?q=ada')).toEqual([[ada.username, 0]])
    const csv = await (await owner.get(`${people}/export`)).text()
    expect(csv.split('\r\n')).toHaveLength(4)
    expect(csv).toContain(`Ada Test,${ada.username},`)
    for (const other of [guest(), ben])
      for (const [method, path] of [
        ...([
          ['GET', people],
          ['GET', hers],
          ['GET', `${people}/export`],
        ] as const),
        ...([
          ['GET', `${place.href}/statistics`],
          ['DELETE', `${hers}/progress`],
        ] as const),
        ...([
          ['PUT', `${hers}/lessons/${one}/done`],
          ['DELETE', `${hers}/lessons/${one}/done`],
        ] as const),
      ])
        expect([401, 403], `${method} ${path}`).toContain(
          (await other.request(method, path)).status,
        )
    expect((await owner.get(`${people}/nobody`)).status).toBe(404)
  })

  it('are exported so that no spreadsheet takes a name for a formula', () => {
    const person = { username: 'x', fullName: '=HYPERLINK("a","b")', avatarUrl: null }
    const row = {
      id: '',
      userId: '',
      person,
      enrolledAt: new Date(0),
      completedAt: null,
      leftAt: null,
      lastAt: null,
      done: 0,
      total: 0,
    }
    expect(csvLine(row)).toContain(`"'=HYPERLINK(""a"",""b"")",x,`)
  })
})
