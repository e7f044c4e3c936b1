/** An answer of the Worker that is no success. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly words: string,
  ) {
    super(words)
  }
}

/**
 * Asks the Worker for JSON.
 * @param body bytes, or what is sent as JSON
 * @throws Refused, or TypeError when it cannot be reached
 */
export async function ask<T>(
  method: string,
  path: string,
  body?: object | ArrayBuffer,
): Promise<T> {
  const isBytes = body instanceof ArrayBuffer
  const answer = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body && { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
    },
    body: isBytes ? body : body && JSON.stringify(body),
  })
  const said = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Refused(answer.status, wordsOf(said))
  return said
}

type Problem = { title?: string; detail?: string; errors?: Record<string, string> }

/** What is wrong, as exactly as it was said. */
const wordsOf = ({ title, detail, errors = {} }: Problem): string =>
  Object.values(errors)[0] ?? detail ?? title ?? ''

const SHORTEST = 500
const LONGEST = 15_000

/** Tries until there is an answer. @throws Refused for a no that will stay one */
export async function answered<T>(work: () => Promise<T>): Promise<T> {
  for (let wait = SHORTEST; ; wait = Math.min(wait * 2, LONGEST)) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Refused && error.status < 500 && error.status !== 429) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}
