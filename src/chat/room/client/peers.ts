import type { PeerId } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import { FilterCodecs } from '@waku/core'
import type { Libp2p } from '@waku/interfaces'

const SHORTEST = 500
const LONGEST = 15_000
const PATIENCE = 10_000

/** Keeps a connection to each node of the network, and dials again whenever one is lost. */
export class Peers {
  readonly open = new Map<string, PeerId>()
  #wakers = new Set<() => void>()
  #isStopped = false

  constructor(
    readonly host: Libp2p,
    addresses: string[],
    readonly changed: (peer: PeerId | null) => void,
  ) {
    for (const address of addresses) void this.#keep(address)
    addEventListener('online', () => this.wake())
    addEventListener('offline', () => this.drop())
  }

  /** Dials at once what waits to be dialled. */
  wake() {
    for (const wake of this.#wakers) wake()
  }

  /** Lets go of connections that cannot be alive any more. */
  drop() {
    for (const peer of this.open.values())
      for (const connection of this.host.getConnections(peer))
        connection.abort(new Error('the browser is offline'))
  }

  async stop() {
    this.#isStopped = true
    this.wake()
    await this.host.stop()
  }

  async #keep(address: string) {
    let wait = SHORTEST
    while (!this.#isStopped) {
      try {
        const began = Date.now()
        await this.#dial(address)
        if (Date.now() - began > LONGEST) wait = SHORTEST
      } catch {
        // it is tried again all the same
      }
      await this.#pause(wait * (0.75 + Math.random() / 2))
      wait = Math.min(wait * 2, LONGEST)
    }
  }

  /** Settles when the connection has ended. */
  async #dial(address: string) {
    const connection = await this.host.dial(multiaddr(address), {
      signal: AbortSignal.timeout(PATIENCE),
    })
    const peer = connection.remotePeer
    const ended = new Promise<void>((resolve) => {
      this.host.addEventListener('connection:close', ({ detail }) => {
        if (detail.id === connection.id) resolve()
      })
      if (connection.status !== 'open') resolve()
    })
    await this.#identified(peer)
    this.open.set(peer.toString(), peer)
    performance.mark('chat connected')
    this.changed(peer)
    await ended
    this.open.delete(peer.toString())
    this.changed(null)
  }

  /** What a peer speaks is known only once it has said so. */
  async #identified(peer: PeerId) {
    const until = Date.now() + PATIENCE
    while (Date.now() < until) {
      const { protocols } = await this.host.peerStore.get(peer)
      if (protocols.includes(FilterCodecs.SUBSCRIBE)) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error('it does not say what it speaks')
  }

  #pause(milliseconds: number) {
    return new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#wakers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, milliseconds)
      this.#wakers.add(wake)
    })
  }
}
