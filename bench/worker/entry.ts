import { WorkerEntrypoint } from 'cloudflare:workers'
import { resetEdge } from '../../local/edge/control.ts'
import app from '../../local/edge/worker.ts'

export * from '../../local/edge/worker.ts'

// under a name of its own it has a socket of its own, without the router of assets in front
export { app as App, app as default }

/** The least that workerd can answer: what every figure is compared with. */
export class Empty extends WorkerEntrypoint {
  override fetch() {
    return new Response(null, { status: 204 })
  }
}

/** Empties the stand-in of Workers Cache. */
export class Forget extends WorkerEntrypoint {
  override fetch() {
    resetEdge()
    return new Response(null, { status: 204 })
  }
}

/** A body of as many bytes as the path says, fetched through one bare loopback. */
export class Loopback extends WorkerEntrypoint {
  override fetch(request: Request) {
    const bytes = Number(new URL(request.url).pathname.slice(1))
    // the types know of what src/index.ts exports alone
    const { Body: loopback } = this.ctx.exports as Cloudflare.Exports & Own
    return loopback({ props: { bytes } }).fetch(request)
  }
}

type Own = { Body: LoopbackForExport<typeof Body> }

const LETTER = 120
const bodies = new Map<number, Uint8Array<ArrayBuffer>>()

export class Body extends WorkerEntrypoint<unknown, { bytes: number }> {
  override fetch() {
    const { bytes } = this.ctx.props
    const body = bodies.get(bytes) ?? new Uint8Array(bytes).fill(LETTER)
    bodies.set(bytes, body)
    return new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8' } })
  }
}
