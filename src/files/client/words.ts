/** What the server says of a file that is there. */
export type Facts = {
  id: string
  name: string
  kind: 'picture' | 'video' | 'audio' | 'text' | 'file'
  type?: string
  size: number
  url: string
}

/** Why something did not work, in words to show; `isFinal` when trying again cannot help. */
export class Refusal extends Error {
  constructor(
    words: string,
    readonly isFinal = false,
  ) {
    super(words)
  }
}

export const OFFLINE = 'The network is away. It goes on when it is back.'

/** Turns an answer that is not good into words. @param body problem details, if it is that */
export function refusalOf(status: number, body: string): Refusal {
  const words = firstWords(body)
  if (status === 401) return new Refusal('You are signed out. Sign in again, then try again.')
  if (status === 403) return new Refusal(words ?? 'You may not add files here.', true)
  if (status === 404) return new Refusal('This place is gone, or closed to you.', true)
  if (status === 413) return new Refusal('That file is too large.', true)
  if (status === 422) return new Refusal(words ?? 'That file cannot be taken.', true)
  if (status === 429) return new Refusal('That was a lot at once. Try again in a minute.')
  return new Refusal(words ?? 'That did not work. Try again.')
}

function firstWords(body: string): string | undefined {
  try {
    const { errors, detail, title }: Record<string, unknown> = JSON.parse(body)
    const first = typeof errors === 'object' && errors && Object.values(errors)[0]
    return [first, detail, title].find((words) => typeof words === 'string' && words !== '')
  } catch {
    return undefined
  }
}
