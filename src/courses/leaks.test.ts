import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person, someone } from '../../tests/community.ts'
import { course, db, learner } from '../../tests/learning.ts'
import { uploaded } from '../../tests/uploads.ts'
import { app } from '../app.tsx'
import { courseLessons } from './tables.ts'

/** What a course keeps, by the word that stands in all of it and nowhere else. */
const KEPT = {
  preview: 'heron',
  locked: 'walrus',
  talk: 'otter',
  key: 'marzipan',
  work: 'badger',
} as const
type Kept = keyof typeof KEPT

/** Who reads what; nobody else does, by whichever address. */
const READERS: Record<string, Kept[]> = {
  guest: ['preview'],
  stranger: ['preview'],
  /** belongs, and has not enrolled */
  newcomer: ['preview'],
  /** has not finished what comes before */
  beginner: ['preview'],
  /** had finished it all */
  gone: ['preview'],
  /** learns in another course alone */
  neighbour: ['preview'],
  finisher: ['preview', 'locked', 'talk'],
  author: ['preview', 'locked', 'talk', 'work'],
  moderator: ['preview', 'locked', 'talk', 'key', 'work'],
}

let place: Awaited<ReturnType<typeof scene>>
beforeAll(async () => {
  place = await scene()
}, 120_000)

describe('what a course keeps', () => {
  it('is asked for at every address that speaks of courses', () => {
    const { params } = place
    const wanted = getRoutes().filter((route) => route.includes('/courses/'))
    const unknown = wanted.flatMap((route) => namesIn(route).filter((name) => !params[name]))
    expect(wanted.length).toBeGreaterThan(15)
    expect(unknown).toEqual([])
  })

  it.each(Object.keys(READERS))(
    'is read by %s only where it is theirs',
    async (name) => {
      const viewer = place.people[name] ?? guest()
      const may = READERS[name] ?? []
      const wrong: string[] = []
      const read = new Set<Kept>()
      for (const path of place.paths)
        for (const { form, status, text } of await both(viewer, path))
          for (const kept of Object.keys(KEPT) as Kept[]) {
            if (!text.includes(KEPT[kept])) continue
            read.add(kept)
            if (!may.includes(kept)) wrong.push(`${kept} at ${path} (${form}, ${status})`)
          }
      expect(wrong).toEqual([])
      // else it would prove nothing
      expect([...read].sort()).toEqual([...may].sort())
    },
    180_000,
  )

  it('is not had by halves, by ranges, or by asking for the head', async () => {
    const { people, files } = place
    for (const name of ['guest', 'newcomer', 'beginner', 'gone', 'neighbour'])
      for (const path of files) {
        const viewer = people[name] ?? guest()
        const part = await viewer.get(path, { range: 'bytes=0-3' })
        expect([401, 403, 404], `${name} ${path}`).toContain(part.status)
        expect(part.headers.get('content-length')).not.toBe('4')
        const head = await viewer.request('HEAD', path)
        expect([401, 403, 404], `${name} ${path}`).toContain(head.status)
      }
  })

  it('takes nothing from those to whom it is locked', async () => {
    const { people, locked, quiz, task } = place
    for (const name of ['guest', 'stranger', 'newcomer', 'beginner', 'gone', 'neighbour']) {
      const viewer = people[name] ?? guest()
      for (const [method, path, body] of [
        ...([
          ['PUT', `${locked}/progress`, { seconds: 9 }],
          ['PUT', `${locked}/done`, {}],
          ['POST', `${locked}/comments`, { content: 'Hm.' }],
        ] as const),
        ...([
          ['POST', `${quiz}/attempts`, {}],
          ['PUT', `${task}/submission`, { content: 'Here.', seen: 0 }],
          ['POST', `${task}/submission/notes`, { content: 'Well?' }],
        ] as const),
      ]) {
        const { status } = await viewer.request(method, path, body)
        expect([401, 403, 404], `${name} ${method} ${path}`).toContain(status)
      }
    }
  })
})

/** A page as HTML and as data, without the address that was asked for. */
const both = (who: Person, path: string) =>
  Promise.all(
    ['text/html', 'application/json'].map(async (form) => {
      const answer = await who.get(path, { accept: form })
      const text = (await answer.text()).replaceAll(path, '')
      // what was asked may be said again, as to come back to after signing in
      const said = text.replaceAll(encodeURIComponent(path), '').toLowerCase()
      return { form, status: answer.status, text: said }
    }),
  )

const getRoutes = (): string[] => [
  ...new Set(app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path)),
]
const namesIn = (route: string): string[] =>
  [...route.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? [])

/** Every address of the app that can be made of what there is, in all ways. */
function pathsOf(params: Record<string, string[]>): string[] {
  const files = params.file?.map((id) => `id=${id}`)
  const asked = { new: '?kind=single', search: `?q=${KEPT.locked}`, zip: `?${files?.[1]}` }
  return getRoutes().flatMap((route) => {
    const plain = route.replace(/\{[^}]*\}/g, '')
    if (plain.includes('*') || namesIn(plain).some((name) => !params[name])) return []
    let paths = [plain.replace(/^\/:username/, '/@:username')]
    for (const name of namesIn(plain))
      paths = paths.flatMap((path) =>
        (params[name] ?? []).map((value) => path.replace(`:${name}`, value)),
      )
    const query = Object.entries(asked).find(([end]) => plain.endsWith(`/${end}`))?.[1] ?? ''
    return paths.map((path) => path + query)
  })
}

async function scene() {
  const home = await community()
  const space = await home.space({ spaceType: 'course' })
  const about = { purpose: 'lesson', community: home.slug, space }
  const fileOf = (owner: Person, name: string, words: string, more: object = about) =>
    uploaded(owner, new TextEncoder().encode(words), { ...more, name })
  const { owner } = home
  const sheet = await fileOf(owner, 'sheet.txt', `A ${KEPT.preview}.`)
  const secret = await fileOf(owner, 'secret.txt', `A ${KEPT.locked}.`)
  const caption = `WEBVTT\n\n00:00.000 --> 00:01.000\nA ${KEPT.locked}.\n`
  const captions = await fileOf(owner, 'lesson.en.vtt', caption)
  const it = await course(
    home,
    [
      { text: `A ${KEPT.preview}.`, files: [sheet.id], isPreview: true },
      { text: 'What comes first.' },
      ...[
        {
          ...{ lessonType: 'video', text: `A ${KEPT.locked}.` },
          ...{ files: [secret.id], captions: [captions.id] },
        },
      ],
      { lessonType: 'quiz' },
      { lessonType: 'assignment', text: `Draw a ${KEPT.locked}.` },
    ],
    { space, unlockMode: 'sequential' },
  )
  const [preview = '', , locked = '', quiz = '', task = ''] = it.lessons
  const at = (lesson: string) => `${it.href}/lessons/${lesson}`
  const question = await keyed(owner, at(quiz))
  const [beginner, gone] = [await learner(home, it, 'Bea'), await learner(home, it, 'Gus')]
  const [finisher, author] = [await learner(home, it, 'Fay'), await learner(home, it, 'Amy')]
  for (const who of [gone, finisher, author]) await finish(home, it, who)
  await gone.delete(`${it.href}/enrolment`)
  const neighbour = await learner(home, await course(home, [{}], { space }), 'Ned')
  const post = await talk(finisher, at(locked), locked)
  const work = { ...about, purpose: 'submission' }
  const plan = await fileOf(author, 'plan.txt', `A ${KEPT.work}.`, work)
  const handed = { content: `A ${KEPT.work}.`, attachments: [plan.id], seen: 0 }
  const { id: submission } = await good<{ id: string }>(
    await author.put(`${at(task)}/submission`, handed),
  )
  const { id: attempt } = await good<{ id: string }>(await author.post(`${at(quiz)}/attempts`))
  const { code } = await good<{ code: string }>(await author.put(`${it.href}/certificate`))
  const people: Record<string, Person> = {
    ...{ guest: guest(), stranger: await someone('Sam'), newcomer: await home.join('Nia') },
    ...{ beginner, gone, neighbour, finisher, author },
    moderator: await home.join('Milo', 'moderator'),
  }
  const files = [secret, captions].map(({ id, name }) => `${at(locked)}/files/${id}/${name}`)
  const params: Record<string, string[]> = {
    ...{ community: [home.slug], space: [space], course: [it.id] },
    ...{ lesson: [preview, locked, quiz, task], post: [post.id], comment: [post.comment] },
    ...{ attempt: [attempt], submission: [submission], question: [question], code: [code] },
    ...{ username: [author.username, finisher.username], name: ['any.txt'] },
    ...{ file: [sheet.id, secret.id, captions.id, plan.id] },
    id: [sheet.id, secret.id, captions.id, plan.id],
  }
  return {
    ...{ people, params, files, paths: pathsOf(params) },
    ...{ locked: at(locked), quiz: at(quiz), task: at(task) },
  }
}

/** A quiz of which nobody is ever told what is right. */
async function keyed(owner: Person, quiz: string): Promise<string> {
  const asked = {
    ...{ prompt: 'What is it made of?', accepted: `${KEPT.key}\nalmonds` },
    ...{ whenRight: `Yes, ${KEPT.key}.`, whenWrong: `No: ${KEPT.key}.` },
  }
  const { id } = await good<{ id: string }>(
    await owner.post(`${quiz}/quiz/questions?kind=text`, asked),
  )
  await good(await owner.patch(`${quiz}/quiz`, { reveal: 'never' }))
  return id
}

async function finish(
  home: Community,
  { href, lessons }: { href: string; lessons: string[] },
  who: Person,
) {
  for (const lesson of lessons)
    await good(await home.owner.put(`${href}/people/${who.username}/lessons/${lesson}/done`))
}

/** Something said under a lesson, and the post that carries it. */
async function talk(who: Person, lesson: string, id: string) {
  const said = await good<{ id: string }>(
    await who.post(`${lesson}/comments`, { content: `An ${KEPT.talk}?` }),
  )
  const [row] = await db
    .select({ postId: courseLessons.postId })
    .from(courseLessons)
    .where(eq(courseLessons.id, id))
  return { comment: said.id, id: row?.postId ?? '' }
}

async function good<T = unknown>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`)
  return response.json()
}
