import * as z from 'zod'
import { MAX_LINE, MAX_OPTIONS, MAX_PROMPT, MAX_QUESTIONS } from '../authoring/rules.ts'
import type { Quiz } from '../rules.ts'

const id = z.string().min(1).max(60)
const line = z.string().max(MAX_LINE)
const option = z.object({ id, text: line })
const several = <S extends z.ZodType>(schema: S) =>
  z
    .array(schema)
    .min(2)
    .max(MAX_OPTIONS * 2)

const asked = z.object({
  id,
  prompt: z.string().min(1).max(MAX_PROMPT),
  points: z.number().min(0).max(1000),
  whenRight: line.default(''),
  whenWrong: line.default(''),
})
const choices = several(option.extend({ isRight: z.boolean(), feedback: line.default('') }))

/** A quiz with its key, as the file of a course holds it. */
export const QuizDefinition: z.ZodType<Quiz> = z.object({
  settings: z.object({
    passMark: z.int().min(0).max(100),
    attempts: z.int().min(1).nullable(),
    minutes: z.int().min(1).nullable(),
    shuffle: z.boolean(),
    isPartial: z.boolean(),
    reveal: z.enum(['always', 'end', 'never']),
  }),
  questions: z
    .array(
      z.discriminatedUnion('kind', [
        asked.extend({ kind: z.literal('single'), options: choices }),
        asked.extend({ kind: z.literal('multiple'), options: choices }),
        asked.extend({ kind: z.literal('truth'), isTrue: z.boolean() }),
        asked.extend({
          kind: z.literal('text'),
          accepted: z.array(line).min(1).max(MAX_OPTIONS),
          isStrict: z.boolean(),
        }),
        asked.extend({
          kind: z.literal('number'),
          value: z.number(),
          tolerance: z.number().min(0),
          unit: z.string().max(20),
        }),
        asked.extend({ kind: z.literal('order'), items: several(option) }),
        asked.extend({
          kind: z.literal('match'),
          pairs: several(z.object({ id, left: line, rightId: id, right: line })),
        }),
      ]),
    )
    .max(MAX_QUESTIONS),
})
