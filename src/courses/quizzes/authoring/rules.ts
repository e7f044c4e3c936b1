import * as z from 'zod'
import type { Typed } from '../../../ui/input.ts'
import { QUIZ_DEFAULTS, type Question, type QuestionKind, REVEALS } from '../rules.ts'

export const MAX_QUESTIONS = 100
export const MAX_OPTIONS = 20
export const MAX_PROMPT = 5000
export const MAX_LINE = 500
const MAX_POINTS = 100
const DAY_MINUTES = 24 * 60

const line = z.string().trim().max(MAX_LINE, `Keep it under ${MAX_LINE} characters.`)
const lines = z
  .array(line)
  .max(MAX_OPTIONS * 2)
  .default([])
const blankIsNull = z.literal('').transform(() => null)

/** How a quiz is taken. */
export const SettingsForm = z.object({
  passMark: z.coerce
    .number('Give a number.')
    .int('Give a whole number.')
    .min(0, 'From 0 to 100.')
    .max(100, 'From 0 to 100.')
    .default(QUIZ_DEFAULTS.passMark),
  attempts: blankIsNull
    .or(
      z.coerce
        .number('Give a number.')
        .int('Give a whole number.')
        .min(1, 'At least one.')
        .max(100, 'At most 100.'),
    )
    .nullable()
    .default(null),
  minutes: blankIsNull
    .or(
      z.coerce
        .number('Give a number.')
        .int('Give a whole number.')
        .min(1, 'At least one.')
        .max(DAY_MINUTES, 'At most a day.'),
    )
    .nullable()
    .default(null),
  shuffle: z.stringbool().or(z.boolean()).default(false),
  isPartial: z.stringbool().or(z.boolean()).default(false),
  reveal: z.enum(Object.keys(REVEALS) as [keyof typeof REVEALS], 'Choose one.').default('end'),
})

const base = z.object({
  prompt: z
    .string()
    .trim()
    .min(1, 'Ask something.')
    .max(MAX_PROMPT, `Keep it under ${MAX_PROMPT} characters.`),
  points: z.coerce
    .number('Give a number.')
    .int('Give a whole number.')
    .min(1, 'At least one.')
    .max(MAX_POINTS, `At most ${MAX_POINTS}.`)
    .default(1),
  whenRight: line.default(''),
  whenWrong: line.default(''),
})

/** Ticks name their rows by number. */
const ticks = z
  .union([z.array(z.coerce.number()), z.coerce.number().transform((one) => [one])])
  .default([])

const choices = base.extend({ texts: lines, right: ticks, feedbacks: lines })

const several = (all: unknown[]) => all.length >= 2
const TWO = 'Give at least two.'
const filled = (texts: string[]) => texts.filter(Boolean)
const isRight = (value: { texts: string[]; right: number[] }) =>
  value.right.some((at) => value.texts[at])

const number = (words: string) =>
  z
    .union([
      z.number(),
      z
        .string()
        .trim()
        .min(1, words)
        .transform((text) => Number(text.replace(',', '.').replace(/\s/g, ''))),
    ])
    .pipe(z.number(words))

/** What the form of a question says, by its kind. */
export const FORMS = {
  single: choices
    .refine((q) => several(filled(q.texts)), { path: ['texts'], message: TWO })
    .refine((q) => q.right.filter((at) => q.texts[at]).length === 1, {
      path: ['right'],
      message: 'Mark the one that is right.',
    }),
  multiple: choices
    .refine((q) => several(filled(q.texts)), { path: ['texts'], message: TWO })
    .refine(isRight, { path: ['right'], message: 'Tick those that are right.' }),
  truth: base.extend({ isTrue: z.stringbool('Say which it is.').or(z.boolean()) }),
  text: base.extend({
    accepted: z
      .union([z.array(z.string()), z.string().transform((text) => text.split(/\r?\n/))])
      .transform((all) => filled(all.map((one) => one.trim())))
      .refine((all) => all.length > 0, 'Give at least one answer.')
      .refine((all) => all.length <= MAX_OPTIONS, `At most ${MAX_OPTIONS}.`),
    isStrict: z.stringbool().or(z.boolean()).default(false),
  }),
  number: base.extend({
    value: number('Give a number.'),
    tolerance: number('Give a number.').pipe(z.number().min(0, 'Zero or more.')).default(0),
    unit: z.string().trim().max(20, 'Keep it short.').default(''),
  }),
  order: base
    .extend({ texts: lines })
    .refine((q) => several(filled(q.texts)), { path: ['texts'], message: TWO }),
  match: base
    .extend({ lefts: lines, rights: lines })
    .refine((q) => several(q.lefts.filter((left, at) => left && q.rights[at])), {
      path: ['lefts'],
      message: 'Give at least two pairs.',
    })
    .refine((q) => q.lefts.every((left, at) => Boolean(left) === Boolean(q.rights[at])), {
      path: ['lefts'],
      message: 'Each needs its counterpart.',
    }),
} satisfies Record<QuestionKind, z.ZodType>

type Said = { [K in QuestionKind]: z.output<(typeof FORMS)[K]> }

/**
 * Ids that say nothing: neither the order nor what is right can be read from them. What says the same
 * as before keeps its id, so that its answers can be counted on.
 */
function partsOf(was?: Question): (text: string) => string {
  const known = new Map<string, string>()
  if (was && 'options' in was) for (const { id, text } of was.options) known.set(text, id)
  if (was && 'items' in was) for (const { id, text } of was.items) known.set(text, id)
  if (was && 'pairs' in was)
    for (const { id, left, rightId, right } of was.pairs)
      known.set(`left ${left}`, id).set(`right ${right}`, rightId)
  return (text) => {
    const id = known.get(text) ?? crypto.randomUUID().slice(0, 8)
    known.delete(text)
    return id
  }
}

/** The question that a form describes. */
export function questionFrom<K extends QuestionKind>(
  id: string,
  kind: K,
  said: Said[K],
  was?: Question,
): Question
export function questionFrom(
  id: string,
  kind: QuestionKind,
  said: Said[QuestionKind],
  was?: Question,
): Question {
  const newPart = partsOf(was)
  const { prompt, points, whenRight, whenWrong } = said
  const asked = { id, prompt, points, whenRight, whenWrong }
  if ('right' in said && (kind === 'single' || kind === 'multiple')) {
    const options = said.texts.flatMap((text, at) =>
      text
        ? {
            id: newPart(text),
            text,
            isRight: said.right.includes(at),
            feedback: said.feedbacks[at] ?? '',
          }
        : [],
    )
    return { ...asked, kind, options }
  }
  if ('isTrue' in said) return { ...asked, kind: 'truth', isTrue: said.isTrue }
  if ('accepted' in said)
    return { ...asked, kind: 'text', accepted: said.accepted, isStrict: said.isStrict }
  if ('value' in said) {
    const { value, tolerance, unit } = said
    return { ...asked, kind: 'number', value, tolerance, unit }
  }
  if ('lefts' in said) {
    const pairs = said.lefts.flatMap((left, at) => {
      const right = said.rights[at]
      return left && right
        ? { id: newPart(`left ${left}`), left, rightId: newPart(`right ${right}`), right }
        : []
    })
    return { ...asked, kind: 'match', pairs }
  }
  const texts = 'texts' in said ? filled(said.texts) : []
  return { ...asked, kind: 'order', items: texts.map((text) => ({ id: newPart(text), text })) }
}

/** A question as its form would have been typed. */
export function typedFrom(question: Question): Typed {
  const { prompt, points, whenRight, whenWrong } = question
  const asked = { prompt, points, whenRight, whenWrong }
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return {
        ...asked,
        texts: question.options.map(({ text }) => text),
        feedbacks: question.options.map(({ feedback }) => feedback),
        right: question.options.flatMap((option, at) => (option.isRight ? [at] : [])),
      }
    case 'truth':
      return { ...asked, isTrue: question.isTrue }
    case 'text':
      return { ...asked, accepted: question.accepted.join('\n'), isStrict: question.isStrict }
    case 'number':
      return { ...asked, value: question.value, tolerance: question.tolerance, unit: question.unit }
    case 'order':
      return { ...asked, texts: question.items.map(({ text }) => text) }
    case 'match':
      return {
        ...asked,
        lefts: question.pairs.map(({ left }) => left),
        rights: question.pairs.map(({ right }) => right),
      }
  }
}

export const kindFrom = (said: unknown): QuestionKind | null =>
  typeof said === 'string' && said in FORMS ? (said as QuestionKind) : null

export const Move = z.object({ move: z.enum(['up', 'down'], 'Say up or down.') })

/** A list in which one thing has changed places with its neighbour. */
export function moved<T extends { id: string }>(list: T[], id: string, move: 'up' | 'down'): T[] {
  const from = list.findIndex((one) => one.id === id)
  const to = from + (move === 'up' ? -1 : 1)
  const [one, other] = [list[from], list[to]]
  if (!one || !other) return list
  return list.map((kept, at) => (at === from ? other : at === to ? one : kept))
}
