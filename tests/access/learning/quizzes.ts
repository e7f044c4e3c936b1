import type { Row } from '../row.ts'
import { at, attempting, enrolled, idOf, LESSON, learners, place, staff } from './place.ts'

/** Quizzes: taking them, making them, looking at what came of them. */
export const quizRows: Record<string, Row> = {
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
}
