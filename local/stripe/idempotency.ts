import { Problem } from './errors.ts'

export type Answer = {
  status: 200 | 400 | 401 | 402 | 404 | 409
  body: object
  replayed?: boolean
}
export type Idempotency = ReturnType<typeof openIdempotency>

const DAY = 24 * 3600 * 1000

/**
 * The same key gets the same answer for a day; with other parameters it is an error. Refusals before
 * anything was done (400 for parameters, 404) are not remembered, as at Stripe.
 */
export function openIdempotency() {
  const known = new Map<string, { what: string; answer: Answer; until: number }>()
  return (key: string, what: string, work: () => Answer): Answer => {
    const earlier = known.get(key)
    if (earlier && earlier.until > Date.now()) {
      if (earlier.what === what) return { ...earlier.answer, replayed: true }
      const problem = new Problem(400, {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      })
      return { status: problem.status, body: problem.body }
    }
    const answer = work()
    const { status } = answer
    if (status === 200 || status === 402) {
      // the oldest first, so that a long-lived service does not remember every call
      if (known.size > 20_000) known.delete(known.keys().next().value ?? '')
      known.set(key, { what, answer: structuredClone(answer), until: Date.now() + DAY })
    }
    return answer
  }
}
