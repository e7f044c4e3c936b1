import { CLOSE, END, OPEN } from './slots.tsx'

const TAIL = '</body></html>'

/** Where each slot of a page stands, in bytes of its HTML: its start, its size with both markers, its name. */
export type Slots = [start: number, size: number, name: string][]

/** The HTML of a page in bytes, and where its slots are, so that nobody has to look for them again. */
export type Laid = { size: number; slots: Slots }

/**
 * What is put into a slot: `text`, or what stands in it for those who are not signed in; and whether
 * it stays marked, to be found again.
 */
export type Filling = { text?: string; isMarked?: boolean }
export type Resolve = (name: string) => Filling | Promise<Filling>

export type Source = AsyncIterable<Uint8Array>

const encoder = new TextEncoder()

/** Encodes a page and finds its slots, which never stand in one another. */
export function laid(html: string): Laid & { bytes: Uint8Array<ArrayBuffer> } {
  // no character of a string takes more than three bytes
  const bytes = new Uint8Array(html.length * 3)
  const slots: Slots = []
  let size = 0
  const write = (text: string) => {
    size += encoder.encodeInto(text, bytes.subarray(size)).written
  }
  let at = 0
  for (;;) {
    const start = html.indexOf(OPEN, at)
    if (start < 0) break
    const name = html.slice(start + OPEN.length, html.indexOf(END, start))
    const close = `${CLOSE}${name}${END}`
    const end = html.indexOf(close, start)
    if (end < 0) break
    write(html.slice(at, start))
    const first = size
    at = end + close.length
    write(html.slice(start, at))
    slots.push([first, size - first, name])
  }
  write(html.slice(at))
  return { bytes: bytes.subarray(0, size), size, slots }
}

/**
 * Fills the slots of a page while it arrives, in its order. What a slot waits for holds back only
 * what follows it: all before has been sent.
 * @param last what stands at the end of the body, once all has been sent
 */
export function streamed(
  source: Source,
  { size, slots }: Laid,
  resolve: Resolve,
  last: () => Promise<string>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const out = outlet(controller)
      const { pass } = inlet(source)
      let at = 0
      const sendTo = (end: number) => move(end, out.bytes)
      const leaveTo = (end: number) => move(end)
      const move = (end: number, to?: (bytes: Uint8Array) => void) => {
        const count = end - at
        at = end
        return count ? pass(count, to) : undefined
      }
      try {
        for (const [start, length, name] of slots) {
          const filling = resolve(name)
          if (filling instanceof Promise) {
            await sendTo(start)
            out.flush()
          }
          const { text, isMarked } = await filling
          const [first, final, end] = boundsOf(start, length, name)
          if (!isMarked) {
            await sendTo(start)
            await leaveTo(first)
          }
          if (text !== undefined) {
            await sendTo(first)
            out.text(text)
            await leaveTo(final)
          }
          if (!isMarked) {
            await sendTo(final)
            await leaveTo(end)
          }
        }
        await sendTo(size - TAIL.length)
        out.flush()
        out.text(await last())
        await sendTo(size)
        out.flush()
        controller.close()
      } catch (error) {
        controller.error(error)
      }
    },
  })
}

/** Where the content of a slot begins and ends, and where the slot does. Names are plain ASCII. */
function boundsOf(start: number, length: number, name: string): [number, number, number] {
  const rest = name.length + END.length
  const end = start + length
  return [start + OPEN.length + rest, end - CLOSE.length - rest, end]
}

/** As many bytes as one piece of an answer holds at most, if they are not asked for earlier. */
const PIECE = 32 * 1024

/** Gathers what is small: each piece that is sent has its price. */
function outlet(controller: ReadableStreamDefaultController<Uint8Array>) {
  let piece = new Uint8Array(PIECE)
  let used = 0
  const flush = () => {
    if (used) controller.enqueue(piece.subarray(0, used))
    piece = new Uint8Array(PIECE)
    used = 0
  }
  const bytes = (some: Uint8Array) => {
    if (used + some.length > PIECE) flush()
    if (some.length > PIECE) return controller.enqueue(some)
    piece.set(some, used)
    used += some.length
  }
  return { flush, bytes, text: (text: string) => bytes(encoder.encode(text)) }
}

/** Gives the bytes of a source in the portions that are asked for; `to` takes them, if anyone does. */
function inlet(source: Source) {
  const chunks = source[Symbol.asyncIterator]()
  let chunk: Uint8Array = new Uint8Array()
  let at = 0
  const take = (count: number, to?: (bytes: Uint8Array) => void) => {
    to?.(chunk.subarray(at, at + count))
    at += count
  }
  const pass = async (count: number, to?: (bytes: Uint8Array) => void) => {
    let left = count
    for (;;) {
      const here = Math.min(left, chunk.length - at)
      take(here, to)
      left -= here
      if (left === 0) return
      const { done, value } = await chunks.next()
      if (done) throw new Error('a page ended early')
      chunk = value
      at = 0
    }
  }
  return { pass }
}

/** The first line of a stream, and the rest as it arrives. */
export async function headAndBody(
  body: ReadableStream<Uint8Array>,
): Promise<{ head: string; body: Source }> {
  // or a page would come in pieces of 4 kB
  const reader = body.getReader({ mode: 'byob' })
  const decoder = new TextDecoder()
  let head = ''
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(2 * PIECE))
    if (done) throw new Error('an entry ended within its first line')
    const end = value.indexOf(NEWLINE)
    head += decoder.decode(end < 0 ? value : value.subarray(0, end), { stream: end < 0 })
    if (end >= 0) return { head, body: after(value.subarray(end + 1), reader) }
  }
}

const NEWLINE = 10

async function* after(first: Uint8Array, reader: ReadableStreamBYOBReader) {
  yield first
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(2 * PIECE))
    if (done) return
    yield value
  }
}
