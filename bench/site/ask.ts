import { Agent, get, type IncomingHttpHeaders } from 'node:http'

export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  /** moments as of `performance.now()`, of the body */
  firstByte: number
  lastByte: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** One GET after another over one connection per host, without redirects. */
export function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (incoming) => {
      const pieces: Buffer[] = []
      let firstByte = Number.NaN
      incoming.on('data', (piece: Buffer) => {
        if (pieces.length === 0) firstByte = performance.now()
        pieces.push(piece)
      })
      incoming.on('error', reject)
      incoming.on('end', () => {
        const { statusCode: status = 0, headers } = incoming
        resolve({
          status,
          headers,
          body: Buffer.concat(pieces),
          firstByte,
          lastByte: performance.now(),
        })
      })
    })
    request.on('error', reject)
  })
}
