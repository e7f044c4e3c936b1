import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, guest, type Person } from '../../../../tests/community.ts'
import { course, db, learner } from '../../../../tests/learning.ts'
import { courseProgress } from '../../tables.ts'
import { quizAttempts, quizzes } from '../tables.ts'
import { closeOverdue } from './closing/jobs.ts'

const ASKED = [
  [
    'single',
    { texts: ['A kestrel', 'A heron'], right: [0], feedbacks: ['Look at the tail.', 'Too grey.'] },
  ],
  ['multiple', { texts: ['Oak', 'Ash', 'Newt'], right: [0, 1] }],
  ['truth', { isTrue: false, whenWrong: 'A secret of ducks.' }],
  ['text', { accepted: 'Marzipan\nAlmond paste' }],
  ['number', { value: '4217', tolerance: '1', unit: 'm' }],
  ['order', { texts: ['Sow', 'Water', 'Pick'] }],
  ['match', { lefts: ['Bee', 'Ant'], rights: ['Hive', 'Hill'] }],
] as const

/** Words that stand in the key alone. */
const KEY = [
  'isRight',
  'isTrue',
  'accepted',
  'marzipan',
  'almond',
  '4217',
  'tolerance',
  'look at the tail',
  'ducks',
  'too grey',
]

type Asked = {
  id: string
  kind: string
  options: { id: string; text: string }[]
  rights: { id: string; text: string }[]
}
type Going = { mine: { isOver: false; asked: Asked[]; left: number | null } }
type Over = {
  mine: {
    isOver: true
    attempt: { points: number; pointsOf: number; isPassed: boolean }
    review: { id: string; solution: string[] | null; feedback: string[] }[]
  }
}

async function scene(settings: object = {}, asked: readonly (typeof ASKED)[number][] = ASKED) {
  const home = await community()
  const it = await course(home, [{ lessonType: 'quiz' }])
  const at = `${it.href}/lessons/${it.lessons[0]}`
  for (const [kind, fields] of asked) {
    const question = { prompt: `What of ${kind}?`, ...fields }
    const answer = await home.owner.post(`${at}/quiz/questions?kind=${kind}`, question)
    if (answer.status !== 201) throw new Error(await answer.text())
  }
  if (Object.keys(settings).length)
    expect((await home.owner.patch(`${at}/quiz`, settings)).status).toBe(200)
  return {
    home,
    at,
    lesson: it.lessons[0] ?? '',
    href: it.href,
    ada: await learner(home, it, 'Ada'),
  }
}

const start = async (who: Person, at: string) =>
  `${at}/attempts/${(await (await who.post(`${at}/attempts`)).json<{ id: string }>()).id}`

/** All that is right, by what is asked. */
function rightOf(asked: Asked[]): Record<string, string | string[]> {
  const of = (kind: string) => asked.find((one) => one.kind === kind)
  const idOf = (kind: string, text: string) =>
    of(kind)?.options.find((one) => one.text === text)?.id
  const rightId = (text: string) => of('match')?.rights.find((one) => one.text === text)?.id
  const field = (kind: string, part?: string) => `q-${of(kind)?.id}${part ? `-${part}` : ''}`
  return {
    [field('single')]: idOf('single', 'A kestrel') ?? '',
    [field('multiple')]: [idOf('multiple', 'Oak') ?? '', idOf('multiple', 'Ash') ?? ''],
    [field('truth')]: 'false',
    [field('text')]: 'marzipan',
    [field('number')]: '4,216 m',
    ...Object.fromEntries(
      ['Sow', 'Water', 'Pick'].map((text, at) => [
        field('order', idOf('order', text)),
        `${at + 1}`,
      ]),
    ),
    [field('match', idOf('match', 'Bee'))]: rightId('Hive') ?? '',
    [field('match', idOf('match', 'Ant'))]: rightId('Hill') ?? '',
  }
}

const attempts = (home: { lesson: string }) =>
  db.select().from(quizAttempts).where(eq(quizAttempts.lessonId, home.lesson))
const isDone = async (lesson: string) =>
  (await db.select().from(courseProgress).where(eq(courseProgress.lessonId, lesson))).some(
    ({ completedAt }) => completedAt,
  )

describe('taking a quiz', () => {
  it('asks without the key, in every form, and grades on the server', async () => {
    const place = await scene({ passMark: 100 })
    const { ada, at, lesson } = place
    const attempt = await start(ada, at)
    const told = [
      ...[await ada.page(attempt), JSON.stringify(await ada.json(attempt)), await ada.page(at)],
      ...[
        JSON.stringify(await ada.json(at)),
        await ada.page(place.href),
        await guest().page(place.href),
      ],
    ]
    for (const text of told)
      for (const secret of KEY) expect(text.toLowerCase()).not.toContain(secret.toLowerCase())
    const { asked } = (await ada.json<Going>(attempt)).mine
    expect(asked).toHaveLength(7)
    const handed = await ada.put(`${attempt}/hand-in`, rightOf(asked))
    expect(await handed.json()).toMatchObject({
      points: 7,
      of: 7,
      isPassed: true,
      isCompleted: true,
    })
    expect(await isDone(lesson)).toBe(true)
    const { mine } = await ada.json<Over>(attempt)
    expect(mine.attempt).toMatchObject({ points: 7, isPassed: true })
    expect(mine.review.flatMap(({ feedback }) => feedback)).toContain('Look at the tail.')
  })

  it('counts two that are handed in at once, or started at once, as one', async () => {
    const { ada, at, ...place } = await scene({ attempts: 2 })
    const started = await Promise.all([1, 2, 3].map(() => start(ada, at)))
    expect(new Set(started).size).toBe(1)
    const [attempt = ''] = started
    const { asked } = (await ada.json<Going>(attempt)).mine
    const [right, wrong] = [rightOf(asked), {}]
    await Promise.all([right, wrong, right].map((said) => ada.put(`${attempt}/hand-in`, said)))
    const [row, ...more] = await attempts(place)
    expect(more).toEqual([])
    expect([0, 7]).toContain(row?.points)
    const first = row?.points
    await ada.put(`${attempt}/hand-in`, first ? wrong : right)
    expect((await attempts(place))[0]?.points).toBe(first)
  })

  it('ends after as many attempts as there are, and shows what was right only then', async () => {
    const { ada, at, lesson } = await scene({ attempts: 2, passMark: 50 }, ASKED.slice(0, 4))
    for (const turn of [1, 2]) {
      const attempt = await start(ada, at)
      expect((await ada.put(`${attempt}/hand-in`, {})).status).toBe(200)
      const { mine } = await ada.json<Over>(attempt)
      const shown = mine.review.flatMap(({ solution }) => solution ?? [])
      if (turn === 1) expect(shown).toEqual([])
      else expect(shown).toContain('Almond paste')
    }
    expect((await ada.post(`${at}/attempts`)).status).toBe(403)
    expect(await isDone(lesson)).toBe(false)
  })

  it('is timed by the server: late answers do not count, saved ones do', async () => {
    const { ada, at, lesson, ...place } = await scene(
      { minutes: 5, passMark: 20 },
      ASKED.slice(0, 4),
    )
    const attempt = await start(ada, at)
    const { asked, left } = (await ada.json<Going>(attempt)).mine
    expect(left).toBeGreaterThan(280)
    const all = rightOf(asked)
    const one = Object.fromEntries(Object.entries(all).slice(0, 1))
    const saved = await ada.put(`${attempt}/answers`, one)
    expect([saved.status, saved.headers.getSetCookie().join().includes('wrote=')]).toEqual([
      200,
      false,
    ])
    const ago = (time: string) =>
      db
        .update(quizAttempts)
        .set({ dueAt: sql`now() - ${time}::interval` })
        .where(eq(quizAttempts.lessonId, lesson))
    await ago('25 seconds')
    expect((await ada.put(`${attempt}/answers`, all)).status).toBe(409)
    expect(await ada.page(attempt)).toContain('Your time is up')
    await ada.put(`${attempt}/hand-in`, all)
    expect((await attempts({ lesson }))[0]).toMatchObject({
      points: 1,
      pointsOf: 4,
      isPassed: true,
    })
    expect(await isDone(lesson)).toBe(true)
    // what nobody hands in is handed in by the clock, once
    const next = await start(ada, at)
    await ada.put(`${next}/answers`, one)
    await ago('40 seconds')
    await Promise.all([
      closeOverdue({ db, now: new Date() }),
      closeOverdue({ db, now: new Date() }),
    ])
    const closed = (await attempts({ lesson })).find(({ number }) => number === 2)
    expect(closed).toMatchObject({ points: 1, isPassed: true })
    expect(place.home).toBeDefined()
  })

  it('goes on with what was asked when the quiz changes meanwhile', async () => {
    const { ada, at, home, lesson } = await scene({ attempts: 2 }, ASKED.slice(0, 1))
    const attempt = await start(ada, at)
    const { asked } = (await ada.json<Going>(attempt)).mine
    const question = `${at}/quiz/questions/${asked[0]?.id}`
    const other = { prompt: 'Which now?', texts: ['A kestrel', 'A heron'], right: [1] }
    expect((await home.owner.patch(question, other)).status).toBe(200)
    await ada.put(`${attempt}/hand-in`, {
      [`q-${asked[0]?.id}`]: asked[0]?.options.find(({ text }) => text === 'A kestrel')?.id ?? '',
    })
    expect((await attempts({ lesson }))[0]?.points).toBe(1)
    // the version that was asked stays, those between do not
    expect(await db.select().from(quizzes).where(eq(quizzes.lessonId, lesson))).toHaveLength(2)
  })

  it('is open to who learns, its attempts to their own and to the staff', async () => {
    const { ada, at, home } = await scene({}, ASKED.slice(0, 1))
    const [ben, stranger] = [await home.join('Ben'), await home.join('Sam')]
    expect((await guest().post(`${at}/attempts`)).status).toBe(401)
    expect((await ben.post(`${at}/attempts`)).status).toBe(403)
    const attempt = await start(ada, at)
    await ben.put(`${at.split('/lessons')[0]}/enrolment`)
    for (const other of [ben, stranger, home.owner])
      expect((await other.get(attempt)).status).toBe(404)
    for (const path of ['/answers', '/hand-in']) {
      expect((await ben.put(attempt + path, {})).status).toBe(404)
      expect((await guest().put(attempt + path, {})).status).toBe(401)
    }
    await ada.put(`${attempt}/hand-in`, {})
    expect((await home.owner.get(attempt)).status).toBe(200)
    expect((await ben.get(attempt)).status).toBe(404)
  })

  it('works without a script', async () => {
    const { ada, at, lesson } = await scene({ passMark: 25 }, ASKED.slice(0, 4))
    const begun = await ada.submit(`${at}/attempts`, {})
    const attempt = begun.headers.get('location') ?? ''
    const { asked } = (await ada.json<Going>(attempt)).mine
    const said = Object.entries(rightOf(asked)).flatMap(([name, value]): [string, string][] =>
      Array.isArray(value) ? value.map((one) => [`${name}[]`, one]) : [[name, value]],
    )
    const handed = await ada.submit(`${attempt}/hand-in`, said, 'PUT')
    expect([handed.status, handed.headers.get('location')]).toEqual([303, attempt])
    expect((await attempts({ lesson }))[0]?.points).toBe(4)
    expect(await ada.page(attempt)).toContain('Passed')
  })
})

describe('writing a quiz', () => {
  it('is for who builds, and says what is missing beside its field', async () => {
    const { ada, at, home } = await scene({}, [])
    const new_ = `${at}/quiz/questions`
    for (const path of ['/quiz/edit', '/quiz/results', '/quiz/questions/new'])
      expect((await ada.get(at + path)).status).toBe(403)
    expect((await ada.post(new_, { prompt: 'Why?' })).status).toBe(403)
    expect((await ada.patch(`${at}/quiz`, { passMark: 1 })).status).toBe(403)
    const refused = async (kind: string, fields: object) =>
      Object.keys(
        (
          await (
            await home.owner.post(`${new_}?kind=${kind}`, { prompt: 'Q', ...fields })
          ).json<{ errors: object }>()
        ).errors,
      )
    expect(await refused('single', { texts: ['a', 'b'], right: [] })).toEqual(['right'])
    expect(await refused('single', { texts: ['a', 'b'], right: [0, 1] })).toEqual(['right'])
    expect(await refused('multiple', { texts: ['a'], right: [0] })).toEqual(['texts'])
    expect(await refused('truth', {})).toEqual(['isTrue'])
    expect(await refused('text', { accepted: ' \n ' })).toEqual(['accepted'])
    expect(await refused('number', { value: 'many' })).toEqual(['value'])
    expect(await refused('order', { texts: ['a'] })).toEqual(['texts'])
    expect(await refused('match', { lefts: ['a', 'b'], rights: ['c'] })).toEqual(['lefts'])
    expect(await refused('text', { prompt: '', accepted: 'x' })).toEqual(['prompt'])
  })

  it('moves and removes questions, and refuses to write over another', async () => {
    const { at, home } = await scene({}, ASKED.slice(0, 3))
    type Edit = { mine: { quiz: { questions: { id: string; kind: string }[] } } }
    const kinds = async () =>
      (await home.owner.json<Edit>(`${at}/quiz/edit`)).mine.quiz.questions.map(({ kind }) => kind)
    const { questions } = (await home.owner.json<Edit>(`${at}/quiz/edit`)).mine.quiz
    const last = `${at}/quiz/questions/${questions[2]?.id}`
    expect((await home.owner.put(`${last}/position`, { move: 'up' })).status).toBe(200)
    expect(await kinds()).toEqual(['single', 'truth', 'multiple'])
    const both = await Promise.all([
      home.owner.delete(last),
      home.owner.delete(`${at}/quiz/questions/${questions[0]?.id}`),
    ])
    expect(
      both.map(({ status }) => status).filter((status) => status === 200).length,
    ).toBeGreaterThan(0)
    expect((await kinds()).length).toBe(3 - both.filter(({ status }) => status === 200).length)
  })

  it('shows how each question went', async () => {
    const { ada, at, home } = await scene({}, ASKED.slice(0, 1))
    const attempt = await start(ada, at)
    const { asked } = (await ada.json<Going>(attempt)).mine
    const heron = asked[0]?.options.find(({ text }) => text === 'A heron')?.id ?? ''
    await ada.put(`${attempt}/hand-in`, { [`q-${asked[0]?.id}`]: heron })
    type Results = {
      mine: { numbers: { attempts: number }; questions: { percent: number; answers: object[] }[] }
    }
    const { mine } = await home.owner.json<Results>(`${at}/quiz/results`)
    expect(mine.numbers).toMatchObject({ attempts: 1, people: 1, passed: 0 })
    expect(mine.questions[0]).toMatchObject({
      percent: 0,
      answers: [{ words: 'A heron', count: 1, isRight: false }],
    })
  })
})
