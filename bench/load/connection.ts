import { connect, type Socket } from 'node:net'

const END = Buffer.from('0\r\n\r\n')

/**
 * One HTTP/1.1 connection that sends the same GET again and again. It looks only for where an answer
 * ends, so that it takes little of the CPU that the server needs. Not for bodies with bare "\r\n".
 */
export class Connection {
  readonly #request: Buffer
  readonly #socket: Socket
  #settle: { resolve(status: number): void; reject(error: Error): void } | undefined
  #head: Buffer | undefined
  #status = 0
  /** bytes of the body that are still to come; unknown when it comes in chunks */
  #left: number | undefined
  #tail = Buffer.alloc(0)

  constructor(url: URL, headers: Record<string, string>) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const target = url.pathname + url.search
    this.#request = Buffer.from(
      `GET ${target} HTTP/1.1\r\nhost: ${url.host}\r\n${lines.join('')}\r\n`,
    )
    this.#socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
    this.#socket.on('data', (piece: Buffer) => this.#read(piece))
    this.#socket.on('error', (error) => this.#settle?.reject(error))
    this.#socket.on('close', () => this.#settle?.reject(new Error('The connection was closed.')))
  }

  /** The status, when the whole answer is here. */
  ask(): Promise<number> {
    this.#head = Buffer.alloc(0)
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(this.#request)
    })
  }

  close(): void {
    this.#settle = undefined
    this.#socket.destroy()
  }

  #read(piece: Buffer): void {
    if (this.#head) this.#readHead(piece)
    else this.#readBody(piece)
  }

  #readHead(piece: Buffer): void {
    this.#head = this.#head?.length ? Buffer.concat([this.#head, piece]) : piece
    const end = this.#head.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#head.toString('latin1', 0, end)
    const body = this.#head.subarray(end + 4)
    this.#head = undefined
    this.#status = Number(head.slice(9, 12))
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
    this.#left = length ? Number(length) : /\r\ntransfer-encoding:/i.test(head) ? undefined : 0
    this.#tail = Buffer.alloc(0)
    this.#readBody(body)
  }

  #readBody(piece: Buffer): void {
    if (this.#left === undefined) {
      const last = piece.subarray(-END.length)
      this.#tail = Buffer.concat([this.#tail, last]).subarray(-END.length)
      if (!this.#tail.equals(END)) return
    } else {
      this.#left -= piece.length
      if (this.#left > 0) return
    }
    this.#settle?.resolve(this.#status)
  }
}
