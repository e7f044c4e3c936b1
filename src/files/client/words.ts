/** What the server says of a file that is there. */
export type Facts = {
  id: string
  name: string
  kind: 'picture' | 'video' | 'audio' | 'text' | 'file'
  type?: string
  size: number
  url: string
}

/**
 * What helps where something did not work: nothing, for it is `final`; time alone, for it is `passing`;
 * or the person, whose turn it is.
 */
type Cure = 'final' | 'passing' | 'person'

/** Why something did not work, in words to show. */
export class Refusal extends Error {
  constructor(
    words: string,
    readonly cure: Cure = 'person',
  ) {
    super(words)
  }
}

export const OFFLINE = 'The network is away. It goes on when it is back.'

/** Turns an answer that is not good into words. @param body problem details, if it is that */
export function refusalOf(status: number, body: string): Refusal {
  const words = firstWords(body)
  if (status === 401) return new Refusal('You are signed out. Sign in again, then try again.')
  if (status === 403) return new Refusal(words ?? 'You may not add files here.', 'final')
  if (status === 404) return new Refusal('This place is gone, or closed to you.', 'final')
  if (status === 413) return new Refusal('That file is too large.', 'final')
  if (status === 422) return new Refusal(words ?? 'That file cannot be taken.', 'final')
  if (status === 429)
    return new Refusal('That was a lot at once. It goes on in a minute.', 'passing')
  return new Refusal(words ?? 'That did not work. Try again.', curedByTime(status))
}

/** Whether an answer, or none (0), comes of a server or a network that falters. */
export const isPassing = (status: number): boolean =>
  status === 0 || status === 429 || status >= 500

const curedByTime = (status: number): Cure => (isPassing(status) ? 'passing' : 'person')

function firstWords(body: string): string | undefined {
  try {
    const { errors, detail, title }: Record<string, unknown> = JSON.parse(body)
    const first = typeof errors === 'object' && errors && Object.values(errors)[0]
    return [first, detail, title].find((words) => typeof words === 'string' && words !== '')
  } catch {
    return undefined
  }
}
