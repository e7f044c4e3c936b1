import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import {
  type BrotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  type Gzip,
} from 'node:zlib'

/** A page of one paragraph that asks for nothing more, and where the front itself serves it. */
export const BARE = '/bare'
const PAGE =
  '<!doctype html><html lang="en"><title>Bare</title><link rel="icon" href="data:,"><p>Hello.</p></html>'

const TEXT = /^(text\/|application\/(javascript|json|manifest\+json)|image\/svg)/

export type Front = {
  url: string
  /** where requests are passed on to */
  target: string
  stop(): Promise<void>
}

/**
 * Stands where Cloudflare stands between browser and Worker: passes everything on and compresses text
 * as it passes, every piece at once. (Miniflare compresses, too, but holds a streamed page back until
 * its end.) HTTP/1.1, at `localhost`.
 */
export async function startFront(): Promise<Front> {
  const server = createServer((incoming, outgoing) => pass(front.target, incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const front: Front = {
    url: `http://localhost:${port}`,
    target: '',
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return front
}

function pass(target: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url = '/' } = incoming
  if (url === BARE) {
    outgoing.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE)
    return
  }
  const onward = request(new URL(url, target), { method, headers }, (answer) => {
    const { statusCode = 502, headers: given } = answer
    const press = compressorFor(`${headers['accept-encoding']}`, answer)
    if (!press) {
      outgoing.writeHead(statusCode, given)
      answer.pipe(outgoing)
      return
    }
    const { 'content-length': _, ...rest } = given
    outgoing.writeHead(statusCode, {
      ...rest,
      'content-encoding': press.name,
      vary: 'accept-encoding',
    })
    press.stream.pipe(outgoing)
    answer.on('data', (piece) => {
      press.stream.write(piece)
      press.stream.flush()
    })
    answer.on('end', () => press.stream.end())
  })
  onward.on('error', () => outgoing.destroy())
  incoming.pipe(onward)
}

/** Brotli at the level that Cloudflare uses for what is made on the fly. */
function compressorFor(
  accepted: string,
  { statusCode, headers }: IncomingMessage,
): { name: string; stream: BrotliCompress | Gzip } | undefined {
  const bodiless = statusCode === 204 || statusCode === 304
  if (bodiless || headers['content-encoding'] || !TEXT.test(`${headers['content-type']}`)) return
  if (/\bbr\b/.test(accepted)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4 }
    return { name: 'br', stream: createBrotliCompress({ params }) }
  }
  return /\bgzip\b/.test(accepted) ? { name: 'gzip', stream: createGzip() } : undefined
}
