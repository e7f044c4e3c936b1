import { isFilm, OPENING } from '../boxes/rules.ts'
import { Blanking, type Spot, START } from '../rules.ts'

type Stream = ReadableStream<Uint8Array>
type Pass = { take: (chunk: Uint8Array) => Uint8Array; end: () => Uint8Array }

const NOTHING = new Uint8Array()
const asItIs: Pass = { take: (chunk) => chunk, end: () => NOTHING }

/**
 * A piece of a file, on its way, without what tells of a film's maker; of any other file as it is.
 * @param from where the piece before has left the reader; null where it is no film
 * @param size of the whole file, in bytes
 * @returns as many bytes as came, and where the reader stands once they have passed
 */
export function blanked(
  stream: Stream,
  from: Spot | 'start' | null,
  size: number,
): { stream: Stream; spot: () => Spot | null } {
  if (from === null) return { stream, spot: () => null }
  let pass: Pass | null = from === 'start' ? null : new Blanking(from, size)
  // until there is enough of it to tell what it is
  let opening = NOTHING
  const taken = (chunk: Uint8Array): Uint8Array => {
    if (pass) return pass.take(chunk)
    const bytes = new Uint8Array(opening.length + chunk.length)
    bytes.set(opening)
    bytes.set(chunk, opening.length)
    opening = bytes
    if (bytes.length < OPENING) return NOTHING
    pass = isFilm(bytes, size) ? new Blanking(START, size) : asItIs
    return pass.take(bytes)
  }
  const passing = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const bytes = taken(chunk)
      if (bytes.length) controller.enqueue(bytes)
    },
    flush(controller) {
      const rest = pass ? pass.end() : opening
      if (rest.length) controller.enqueue(rest)
    },
  })
  const spot = () => (pass instanceof Blanking ? pass.spot : null)
  return { stream: stream.pipeThrough(passing), spot }
}
