import { course, type TestCourse } from '../learning.ts'
import type { Person } from '../people.ts'
import type { Row } from './row.ts'
import { everyone, type Kind, kinds, members, moderators, type World } from './world.ts'

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
function place(world: World, kind: Kind): Promise<Place> {
  const known = places.get(world) ?? new Map(kinds.map((one) => [one, made(world, one)]))
  places.set(world, known)
  return known.get(kind) ?? made(world, kind)
}

const TASK = { takes: 'both', doneWhen: 'accepted', points: 10 }

const idOf = async (response: Response): Promise<string> => {
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

const at = (part: Part) => async (world: World, viewer: Person, kind: Kind) =>
  part(await place(world, kind), viewer)

/** The same for someone who has enrolled, if they may. */
const enrolled = (part: Part) => async (world: World, viewer: Person, kind: Kind) => {
  const here = await place(world, kind)
  await viewer.put(`${here.href}/enrolment`)
  return part(here, viewer)
}

/** One's own attempt; whoever can have none asks for another's. */
const attempting = (rest = '') =>
  enrolled(async ({ quiz, attempt }, viewer) => {
    const begun = await viewer.post(`${quiz}/attempts`)
    const own = begun.ok ? (await begun.json<{ id: string }>()).id : attempt
    return `${quiz}/attempts/${own}${rest}`
  })

const learners = { allow: members, kinds: true } as const
const staff = { allow: moderators, kinds: true } as const
const person = ({ href, learner }: Place) => `${href}/people/${learner.username}`
const COURSE = '/:community/courses/:course'
const LESSON = `${COURSE}/lessons/:lesson`

/** Learning, and looking after those who learn. */
export const learningRows: Record<string, Row> = {
  [`PUT ${COURSE}/enrolment`]: {
    what: 'Begins a course, or comes back to it: when one began never changes.',
    ...{ ...learners, path: at(({ href }) => `${href}/enrolment`) },
  },
  [`DELETE ${COURSE}/enrolment`]: {
    what: 'Leaves a course; what one did there is kept.',
    ...{ ...learners, path: enrolled(({ href }) => `${href}/enrolment`) },
  },
  [`PUT ${LESSON}/progress`]: {
    what: 'Notes how many `seconds` one has played; less than before changes nothing.',
    ...{
      ...learners,
      path: enrolled(({ film }) => `${film}/progress`),
      body: () => ({ seconds: 3 }),
    },
  },
  [`PUT ${LESSON}/done`]: {
    what: 'Marks a lesson as done.',
    ...{ ...learners, path: enrolled(({ text }) => `${text}/done`) },
  },
  [`DELETE ${LESSON}/done`]: {
    what: 'Takes that back.',
    ...learners,
    path: enrolled(async ({ text }, viewer) => {
      await viewer.put(`${text}/done`)
      return `${text}/done`
    }),
  },
  'GET /certificates/:code': {
    what: 'A certificate, for anyone who has its code: who finished what, and whether it counts.',
    allow: everyone,
    path: async (world) => {
      const { href, learner, text } = await place(world, 'public')
      await learner.put(`${text}/done`)
      for (const lesson of (await place(world, 'public')).lessons)
        await world.home.owner.put(`${href}/people/${learner.username}/lessons/${lesson}/done`)
      const { code } = await (await learner.put(`${href}/certificate`)).json<{ code: string }>()
      return `/certificates/${code}`
    },
  },
  [`PUT ${COURSE}/certificate`]: {
    what: 'One’s own certificate of a course that one has finished.',
    ...learners,
    path: async (world, viewer, kind) => {
      const { href, lessons } = await place(world, kind)
      await viewer.put(`${href}/enrolment`)
      for (const lesson of lessons)
        await world.home.owner.put(`${href}/people/${viewer.username}/lessons/${lesson}/done`)
      return `${href}/certificate`
    },
  },
  [`POST ${LESSON}/attempts`]: {
    what: 'Begins an attempt at a quiz, or goes on with the one that was begun.',
    ...{ ...learners, path: enrolled(({ quiz }) => `${quiz}/attempts`) },
  },
  [`GET ${LESSON}/attempts/:attempt`]: {
    what: 'An attempt: what it asks while it goes on, then what came of it.',
    ...{ ...learners, path: attempting() },
  },
  [`PUT ${LESSON}/attempts/:attempt/answers`]: {
    what: 'Keeps answers while there is time.',
    ...{ ...learners, path: attempting('/answers') },
  },
  [`PUT ${LESSON}/attempts/:attempt/hand-in`]: {
    what: 'Hands in the answers: fields `q-<question>`, with `-<part>` for what has parts.',
    ...{ ...learners, path: attempting('/hand-in') },
  },
  [`GET ${LESSON}/quiz/edit`]: {
    what: 'A quiz with its key, for who builds.',
    ...{ ...staff, path: at(({ quiz }) => `${quiz}/quiz/edit`) },
  },
  [`PATCH ${LESSON}/quiz`]: {
    what: 'How a quiz is taken: what passes, how often, how long.',
    ...{ ...staff, path: at(({ quiz }) => `${quiz}/quiz`), body: () => ({ passMark: 10 }) },
  },
  [`GET ${LESSON}/quiz/questions/new`]: {
    what: 'The form for a question of a `?kind=`.',
    ...{ ...staff, path: at(({ quiz }) => `${quiz}/quiz/questions/new?kind=match`) },
  },
  [`POST ${LESSON}/quiz/questions`]: {
    what: 'Adds a question of a `?kind=`, with its key.',
    ...{ ...staff, path: at(({ quiz }) => `${quiz}/quiz/questions?kind=text`) },
    body: () => ({ prompt: 'Which?', accepted: 'this' }),
  },
  [`GET ${LESSON}/quiz/questions/:question/edit`]: {
    what: 'The form for changing one.',
    ...{ ...staff, path: at(({ quiz, question }) => `${quiz}/quiz/questions/${question}/edit`) },
  },
  [`PATCH ${LESSON}/quiz/questions/:question`]: {
    what: 'Changes one: attempts that go on are judged by what they asked.',
    ...{ ...staff, path: at(({ quiz, question }) => `${quiz}/quiz/questions/${question}`) },
    body: () => ({ prompt: 'Is it?', isTrue: true }),
  },
  [`DELETE ${LESSON}/quiz/questions/:question`]: {
    what: 'Takes one out.',
    ...staff,
    path: async (world, _, kind) => {
      const { quiz } = await place(world, kind)
      const added = { prompt: 'Which?', accepted: 'this' }
      const id = await idOf(await world.home.owner.post(`${quiz}/quiz/questions?kind=text`, added))
      return `${quiz}/quiz/questions/${id}`
    },
  },
  [`PUT ${LESSON}/quiz/questions/:question/position`]: {
    what: 'Moves one up or down.',
    ...{
      ...staff,
      path: at(({ quiz, question }) => `${quiz}/quiz/questions/${question}/position`),
    },
    body: () => ({ move: 'up' }),
  },
  [`GET ${LESSON}/quiz/results`]: {
    what: 'How a quiz goes, question by question.',
    ...{ ...staff, path: at(({ quiz }) => `${quiz}/quiz/results`) },
  },
  [`GET ${LESSON}/assignment/edit`]: {
    what: 'What an assignment takes, for who builds.',
    ...{ ...staff, path: at(({ task }) => `${task}/assignment/edit`) },
  },
  [`PATCH ${LESSON}/assignment`]: {
    what: 'Changes that.',
    ...{ ...staff, path: at(({ task }) => `${task}/assignment`) },
    body: () => TASK,
  },
  [`GET ${LESSON}/submission`]: {
    what: 'One’s own work for an assignment, with its versions and what was said to it.',
    ...{ ...learners, path: enrolled(({ task }) => `${task}/submission`) },
  },
  [`PUT ${LESSON}/submission`]: {
    what: 'Hands in work; `seen` is how many versions there were, so that twice is once.',
    ...learners,
    path: enrolled(({ task }) => `${task}/submission`),
    body: () => ({ content: 'My garden.' }),
  },
  [`POST ${LESSON}/submission/notes`]: {
    what: 'Says something to one’s own work.',
    ...learners,
    path: enrolled(async ({ task }, viewer) => {
      await viewer.put(`${task}/submission`, { content: 'My garden.' })
      return `${task}/submission/notes`
    }),
    body: () => ({ content: 'Well?' }),
  },
  [`GET ${COURSE}/submissions`]: {
    what: 'What was handed in by `?status=`, what has waited longest first.',
    ...{ ...staff, path: at(({ href }) => `${href}/submissions`) },
  },
  [`GET ${COURSE}/submissions/:submission`]: {
    what: 'Someone’s work, to look at.',
    ...{ ...staff, path: at(({ href, submission }) => `${href}/submissions/${submission}`) },
  },
  [`PUT ${COURSE}/submissions/:submission/review`]: {
    what: 'Accepts the version that was `seen`, with a grade, or returns it for changes.',
    ...{ ...staff, path: at(({ href, submission }) => `${href}/submissions/${submission}/review`) },
    // the same verdict twice would be none: each gives another grade
    body: ({ people }, viewer) => ({
      ...{ seen: 1, verdict: 'returned' },
      grade: moderators.findIndex((name) => people[name] === viewer) + 1,
    }),
    last: true,
  },
  [`POST ${COURSE}/submissions/:submission/notes`]: {
    what: 'Says something to someone’s work.',
    ...{ ...staff, path: at(({ href, submission }) => `${href}/submissions/${submission}/notes`) },
    body: () => ({ content: 'Lovely.' }),
  },
  [`GET ${COURSE}/people`]: {
    what: 'Who learns in a course and how far they are; `?state=`, `?q=`.',
    ...{ ...staff, path: at(({ href }) => `${href}/people`) },
  },
  [`GET ${COURSE}/people/export`]: {
    what: 'The same as CSV, all of it.',
    ...{ ...staff, path: at(({ href }) => `${href}/people/export`) },
  },
  [`GET ${COURSE}/people/:username`]: {
    what: 'One of them, lesson by lesson.',
    ...{ ...staff, path: at(person) },
  },
  [`DELETE ${COURSE}/people/:username/progress`]: {
    what: 'Has them begin anew; a certificate counts no more.',
    ...{ ...staff, path: at((here) => `${person(here)}/progress`), last: true },
  },
  [`PUT ${COURSE}/people/:username/lessons/:lesson/done`]: {
    what: 'Counts a lesson as done for them.',
    ...{ ...staff, path: at((here) => `${person(here)}/lessons/${here.lessons[0]}/done`) },
  },
  [`DELETE ${COURSE}/people/:username/lessons/:lesson/done`]: {
    what: 'Has them begin one lesson anew.',
    ...{
      ...staff,
      path: at((here) => `${person(here)}/lessons/${here.lessons[0]}/done`),
      last: true,
    },
  },
  [`GET ${COURSE}/statistics`]: {
    what: 'How many learn, finish, and stop at which lesson.',
    ...{ ...staff, path: at(({ href }) => `${href}/statistics`) },
  },
}
