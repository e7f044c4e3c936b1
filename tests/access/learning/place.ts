import { course, type TestCourse } from '../../learning.ts'
import type { Person } from '../../people.ts'
import { type Kind, kinds, members, moderators, type World } from '../world.ts'

const word: Record<Kind, string> = { public: 'open', private: 'quokka', paid: 'walrus' }

type Place = TestCourse & {
  /** the paths of one lesson of each type that has a room of its own */
  text: string
  film: string
  quiz: string
  task: string
  question: string
  /** someone who has finished it all but the text, and what they handed in */
  learner: Person
  attempt: string
  submission: string
}

const places = new WeakMap<World, Map<Kind, Promise<Place>>>()

/** A course in a space that is as open as a kind, with someone who learns there. */
export function place(world: World, kind: Kind): Promise<Place> {
  const known = places.get(world) ?? new Map(kinds.map((one) => [one, made(world, one)]))
  places.set(world, known)
  return known.get(kind) ?? made(world, kind)
}

export const TASK = { takes: 'both', doneWhen: 'accepted', points: 10 }

export const idOf = async (response: Response): Promise<string> => {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`)
  return (await response.json<{ id: string }>()).id
}

async function made({ home, schools, author }: World, kind: Kind): Promise<Place> {
  const { owner } = home
  const space = schools[kind]
  if (kind === 'private') await owner.put(home.at(`/s/${space}/guests/${author.username}`))
  const title = `A ${word[kind]} course`
  const text = `Some ${word[kind]} words.`
  const it = await course(
    home,
    (['text', 'video', 'quiz', 'assignment'] as const).map((lessonType) => ({
      lessonType,
      title,
      text,
    })),
    { space, title, description: text },
  )
  const [first, film, quiz, task] = it.lessons.map((id) => `${it.href}/lessons/${id}`)
  const question = await idOf(
    await owner.post(`${quiz}/quiz/questions?kind=truth`, { prompt: text, isTrue: true }),
  )
  await idOf(await author.put(`${it.href}/enrolment`))
  const attempt = await idOf(await author.post(`${quiz}/attempts`))
  await idOf(await author.put(`${quiz}/attempts/${attempt}/hand-in`, { [`q-${question}`]: 'true' }))
  await idOf(await owner.patch(`${task}/assignment`, TASK))
  await idOf(await author.put(`${task}/submission`, { content: text }))
  type Own = { mine: { submission: { id: string } } }
  const { mine } = await author.json<Own>(`${task}/submission`)
  return {
    ...{ ...it, text: first ?? '', film: film ?? '', quiz: quiz ?? '', task: task ?? '' },
    ...{ question, attempt, submission: mine.submission.id, learner: author },
  }
}

type Part = (place: Place, viewer: Person) => string | Promise<string>

export const at = (part: Part) => async (world: World, viewer: Person, kind: Kind) =>
  part(await place(world, kind), viewer)

/** The same for someone who has enrolled, if they may. */
export const enrolled = (part: Part) => async (world: World, viewer: Person, kind: Kind) => {
  const here = await place(world, kind)
  await viewer.put(`${here.href}/enrolment`)
  return part(here, viewer)
}

/** One's own attempt; whoever can have none asks for another's. */
export const attempting = (rest = '') =>
  enrolled(async ({ quiz, attempt }, viewer) => {
    const begun = await viewer.post(`${quiz}/attempts`)
    const own = begun.ok ? (await begun.json<{ id: string }>()).id : attempt
    return `${quiz}/attempts/${own}${rest}`
  })

export const learners = { allow: members, kinds: true, own: true } as const
export const staff = { allow: moderators, kinds: true } as const
export const person = ({ href, learner }: Place) => `${href}/people/${learner.username}`
export const COURSE = '/:community/courses/:course'
export const LESSON = `${COURSE}/lessons/:lesson`
