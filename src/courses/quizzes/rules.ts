/** An answer to choose, or a thing to put in order. Its id says nothing of whether it is right. */
export type Option = { id: string; text: string }

type Asked = {
  id: string
  /** Markdown */
  prompt: string
  points: number
  /** said after handing in, to who was right or wrong */
  whenRight: string
  whenWrong: string
}

export type Choice = Option & { isRight: boolean; feedback: string }
export type Pair = { id: string; left: string; rightId: string; right: string }

/** A question with its key: only the server and those who may edit it ever see one. */
export type Question = Asked &
  (
    | { kind: 'single' | 'multiple'; options: Choice[] }
    | { kind: 'truth'; isTrue: boolean }
    | { kind: 'text'; accepted: string[]; isStrict: boolean }
    | { kind: 'number'; value: number; tolerance: number; unit: string }
    /** in their right order */
    | { kind: 'order'; items: Option[] }
    | { kind: 'match'; pairs: Pair[] }
  )
export type QuestionKind = Question['kind']

export const KINDS: Record<QuestionKind, { name: string; what: string }> = {
  single: { name: 'One choice', what: 'Several answers, one of them right' },
  multiple: { name: 'Several choices', what: 'Several answers, any number of them right' },
  truth: { name: 'True or false', what: 'A statement that holds or does not' },
  text: { name: 'Short answer', what: 'A word or a few, typed' },
  number: { name: 'Number', what: 'A number, exact or about right' },
  order: { name: 'Order', what: 'Things to bring into the right order' },
  match: { name: 'Matching', what: 'Pairs that belong together' },
}

/** When the right answers are shown to who has handed in. */
export const REVEALS = {
  always: 'After each attempt',
  end: 'Once passed, or out of attempts',
  never: 'Never',
} as const
export type Reveal = keyof typeof REVEALS

export type QuizSettings = {
  /** percent of all points that passes */
  passMark: number
  /** null: as often as one likes */
  attempts: number | null
  /** minutes; null: as long as one likes */
  minutes: number | null
  shuffle: boolean
  /** part of the points for an answer that is partly right */
  isPartial: boolean
  reveal: Reveal
}

export const QUIZ_DEFAULTS: QuizSettings = {
  passMark: 70,
  attempts: null,
  minutes: null,
  shuffle: true,
  isPartial: true,
  reveal: 'end',
}

/** A version of a quiz. What was handed in is judged by the version that was asked. */
export type Quiz = { settings: QuizSettings; questions: Question[] }

export const pointsOf = (questions: Pick<Question, 'points'>[]): number =>
  questions.reduce((sum, { points }) => sum + points, 0)

/** What everyone who may see the lesson may know of its quiz before they begin. */
export type QuizFacts = Omit<QuizSettings, 'shuffle' | 'isPartial' | 'reveal'> & {
  questions: number
  points: number
}

export const factsOfQuiz = ({ settings, questions }: Quiz): QuizFacts => ({
  passMark: settings.passMark,
  attempts: settings.attempts,
  minutes: settings.minutes,
  questions: questions.length,
  points: pointsOf(questions),
})
