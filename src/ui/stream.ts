const OPEN = '<!--slot:'
const END = '-->'
const TAIL = '</body></html>'

/** What is put into a slot: `guest` is what stands in it for those who are not signed in. */
export type Resolve = (name: string, guest: string) => string | Promise<string>

/**
 * Fills the slots of a page while it arrives, in its order. What a slot waits for holds back only
 * what follows it: all before has been sent.
 * @param last what stands at the end of the body, once all has been sent
 */
export function streamed(
  source: AsyncIterable<string>,
  resolve: Resolve,
  last: () => Promise<string>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => text && controller.enqueue(encoder.encode(text))
      let rest = ''
      try {
        for await (const chunk of source) rest = await drain(rest + chunk, resolve, send)
        const isWhole = rest.endsWith(TAIL)
        send(isWhole ? rest.slice(0, -TAIL.length) : rest)
        send(await last())
        if (isWhole) send(TAIL)
        controller.close()
      } catch (error) {
        controller.error(error)
      }
    },
  })
}

/** Sends what is complete, and gives back what may go on in the next chunk. */
async function drain(text: string, resolve: Resolve, send: (text: string) => void) {
  let out = ''
  let at = 0
  for (;;) {
    const start = text.indexOf(OPEN, at)
    const name = start < 0 ? '' : text.slice(start + OPEN.length, text.indexOf(END, start))
    const from = start + OPEN.length + name.length + END.length
    const close = `<!--/slot:${name}${END}`
    const to = start < 0 ? -1 : text.indexOf(close, from)
    if (to < 0) {
      const keep = start < 0 ? Math.max(at, text.length - TAIL.length) : start
      send(out + text.slice(at, keep))
      return text.slice(keep)
    }
    out += text.slice(at, start)
    const filled = resolve(name, text.slice(from, to))
    if (typeof filled !== 'string') {
      send(out)
      out = ''
    }
    out += typeof filled === 'string' ? filled : await filled
    at = to + close.length
  }
}

/** The first line of a stream, and the rest as it arrives. */
export async function headAndBody(
  body: ReadableStream<Uint8Array>,
): Promise<{ head: string; body: AsyncIterable<string> }> {
  const chunks = decoded(body.getReader())
  let text = ''
  let end = -1
  while (end < 0) {
    const { done, value } = await chunks.next()
    if (done) break
    text += value
    end = text.indexOf('\n')
  }
  if (end < 0) return { head: text, body: chunks }
  return { head: text.slice(0, end), body: after(text.slice(end + 1), chunks) }
}

async function* decoded(reader: ReadableStreamDefaultReader<Uint8Array>) {
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield decoder.decode(value, { stream: true })
  }
}

async function* after(first: string, rest: AsyncIterable<string>) {
  yield first
  yield* rest
}
