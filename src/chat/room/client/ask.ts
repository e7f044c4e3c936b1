/** An answer of the Worker that is no success. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly words: string,
  ) {
    super(words)
  }
}

/** Asks the Worker for JSON. @throws Refused, or TypeError when it cannot be reached */
export async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  })
  const said = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Refused(answer.status, said.title ?? said.detail ?? '')
  return said
}

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
