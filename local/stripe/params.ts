import { parse } from 'qs'
import * as z from 'zod'
import { type Problem, refused } from './errors.ts'

// What a form can say, and what Stripe's library writes for it: numbers and booleans as text, null
// as the empty text.

export const text = z.string()
export const whole = z
  .string()
  .regex(/^-?\d+$/, 'Invalid integer')
  .transform(Number)
export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'Invalid decimal')
  .transform(Number)
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
export const metadata = z.union([z.record(z.string(), z.string()), z.literal('')])
/** text, or null by the empty text */
export const emptied = z.string().transform((value) => value || null)
export const quantity = whole.pipe(z.number().min(0))

export const moment = z.union([
  whole,
  z.strictObject({
    gt: whole.optional(),
    gte: whole.optional(),
    lt: whole.optional(),
    lte: whole.optional(),
  }),
])

export type Input = Record<string, unknown>

/** A form or query with nested names: `items[0][price]=price_1`. */
export function readForm(form: string): Input {
  return parse(form, { depth: 12, arrayLimit: 1000, parameterLimit: 20_000 })
}

/** The input, or Stripe's refusal of the first thing that is wrong with it. */
export function check<T>(schema: z.ZodType<T>, input: Input): T {
  const read = schema.safeParse(input)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw issue ? refusal(issue, input) : refused('Invalid request.')
}

function refusal(issue: z.core.$ZodIssue, input: Input): Problem {
  if (issue.code === 'unrecognized_keys') {
    const param = nameOf([...issue.path, issue.keys[0] ?? ''])
    // Stripe may know it: this service does not pretend to
    return refused(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
  }
  const param = nameOf(issue.path)
  const value = issue.path.reduce<unknown>((at, key) => within(at, key), input)
  if (value === undefined) {
    return refused(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String).join(', ')
    return refused(`Invalid ${param}: must be one of ${words}`, { param })
  }
  if (issue.message === 'Invalid integer') {
    return refused(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param })
  }
  return refused(`Invalid ${param}: ${issue.message}`, { param })
}

const nameOf = (path: PropertyKey[]): string =>
  path.map((part, i) => (i ? `[${String(part)}]` : String(part))).join('')

const within = (at: unknown, key: PropertyKey): unknown =>
  typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined

/** Keys are added to what was there, an empty value takes a key away, the empty text takes all. */
export function mergeMetadata(
  old: Record<string, string> | null,
  given: Record<string, string> | '' | undefined,
): Record<string, string> {
  if (given === '') return {}
  const merged = { ...old, ...given }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
}

/** Whether a time is what a filter asks for. */
export function isWithin(time: number, wanted: z.output<typeof moment> | undefined): boolean {
  if (wanted === undefined) return true
  if (typeof wanted === 'number') return time === wanted
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = wanted
  return time > gt && time >= gte && time < lt && time <= lte
}
