import type { PeerId } from '@libp2p/interface'
import { createDecoder, createEncoder, FilterCore, LightPushCore, StoreCore } from '@waku/core'
import type { Libp2p } from '@waku/interfaces'
import { LightPushError } from '@waku/interfaces'
import { createRoutingInfo } from '@waku/utils'
import type { Bytes } from '../../bytes/rules.ts'
import type { Network } from '../../network/rules.ts'
import { createHost } from './host.ts'
import { Peers } from './peers.ts'

/** A message as the network has it. */
export type Wire = { topic: string; payload: Bytes; sentAt: number; hash: string }
export type NetState = 'connecting' | 'online' | 'offline'

export type Pushed = 'sent' | 'refused' | 'away'

const PING = 30_000

/** The message network: one topic's messages live, and those that were kept. */
export class Net {
  state: NetState = 'connecting'
  #topics: string[] = []
  #peers: Peers
  #filter: FilterCore
  #push: LightPushCore
  #store: StoreCore
  #subscribed = new Map<string, string>()
  #retry = 1000

  private constructor(
    host: Libp2p,
    readonly network: Network,
    readonly on: { message: (wire: Wire) => void; state: (state: NetState) => void },
  ) {
    this.#filter = new FilterCore(async (pubsubTopic, message) => {
      const found = await this.#decoder(message.contentTopic).fromProtoObj(pubsubTopic, {
        ...{ version: 0, timestamp: undefined, meta: undefined, rateLimitProof: undefined },
        ...{ ephemeral: undefined, ...message },
      })
      if (found) this.on.message(wireFrom(found))
    }, host)
    this.#push = new LightPushCore(host)
    this.#store = new StoreCore(host)
    this.#peers = new Peers(host, network.bootstrap, () => void this.#moved())
    setInterval(() => void this.#ping(), PING)
  }

  static async start(network: Network, on: Net['on']): Promise<Net> {
    performance.mark('chat dials')
    const host = await createHost(network.clusterId)
    const net = new Net(host, network, on)
    await net.#filter.start()
    return net
  }

  /** From now on messages of these topics come, and of no other. */
  async listen(topics: string[]) {
    this.#topics = topics
    await this.#subscribe()
  }

  /** How nodes took it; the first that does is enough. */
  async push(topic: string, payload: Bytes, at: number, ephemeral = false): Promise<Pushed> {
    let outcome: Pushed = 'away'

    const encoder = createEncoder({
      contentTopic: topic,
      routingInfo: this.#route(topic),
      ephemeral,
    })
    for (const peer of this.#peers.open.values()) {
      const message = { payload, timestamp: new Date(at) }
      const { success, failure } = await this.#push.send(encoder, message, peer)
      if (success) return 'sent'
      if (failure?.error === LightPushError.REMOTE_PEER_REJECTED) outcome = 'refused'
    }
    return outcome
  }

  /**
   * A page of what was kept, in the order of time, and the cursor of the next.
   * @throws when no node answers
   */
  async history(
    topics: string[],
    asked: { from?: number; cursor?: Uint8Array; forward: boolean },
  ): Promise<{ wires: Wire[]; cursor: Uint8Array | null }> {
    const [first = ''] = topics
    const decoders = new Map(topics.map((topic) => [topic, this.#decoder(topic)]))
    const query = {
      ...{ includeData: true, pubsubTopic: this.#route(first).pubsubTopic, contentTopics: topics },
      ...{ paginationForward: asked.forward, paginationLimit: 100, paginationCursor: asked.cursor },
      ...(asked.from && { timeStart: new Date(asked.from) }),
    }
    for (const peer of this.#peers.open.values()) {
      try {
        for await (const page of this.#store.queryPerPage(query, decoders, peer)) {
          const found = (await Promise.all(page)).filter((one) => one !== undefined)
          const edge = asked.forward ? found.at(-1) : found[0]
          return {
            wires: found.map(wireFrom),
            cursor: page.length < 100 ? null : (edge?.hash ?? null),
          }
        }
        return { wires: [], cursor: null }
      } catch {
        // the next node may answer
      }
    }
    throw new Error('no node answers')
  }

  wake = () => this.#peers.wake()

  stop = () => this.#peers.stop()

  #route = (contentTopic: string) => {
    const { clusterId, shards: numShardsInCluster } = this.network
    return createRoutingInfo({ clusterId, numShardsInCluster }, { contentTopic })
  }

  #decoder = (topic: string) => createDecoder(topic, this.#route(topic))

  async #moved() {
    for (const name of this.#subscribed.keys())
      if (!this.#peers.open.has(name)) this.#subscribed.delete(name)
    await this.#subscribe()
  }

  /** What a node refuses is asked of it again; only when one has agreed is the page online. */
  async #subscribe() {
    const wanted = this.#topics.join()
    for (const [name, peer] of [...this.#peers.open].slice(0, 2)) {
      if (!wanted || this.#subscribed.get(name) === wanted) continue
      if (await this.#subscribeAt(peer)) this.#subscribed.set(name, wanted)
    }
    const isOn = [...this.#subscribed.values()].includes(wanted)
    if (!isOn && wanted && this.#peers.open.size) {
      setTimeout(() => void this.#subscribe(), this.#retry)
      this.#retry = Math.min(this.#retry * 2, 15_000)
    } else this.#retry = 1000
    this.#tell(
      isOn
        ? 'online'
        : this.#peers.open.size || this.state === 'connecting'
          ? 'connecting'
          : 'offline',
    )
  }

  async #subscribeAt(peer: PeerId): Promise<boolean> {
    const byShard = Map.groupBy(this.#topics, (topic) => this.#route(topic).pubsubTopic)
    for (const [pubsubTopic, topics] of byShard) {
      const { success } = await this.#filter.subscribe(pubsubTopic, peer, topics)
      if (!success) return false
    }
    return true
  }

  async #ping() {
    for (const [name, peer] of this.#peers.open) {
      const { success } = await this.#filter.ping(peer)
      if (!success) this.#subscribed.delete(name)
    }
    await this.#subscribe()
  }

  #tell(state: NetState) {
    if (state === this.state) return
    this.state = state
    this.on.state(state)
  }
}

type Decoded = { payload: Uint8Array; contentTopic: string; timestamp?: Date; hashStr: string }

const wireFrom = ({ payload, contentTopic, timestamp, hashStr }: Decoded): Wire => ({
  topic: contentTopic,
  // its own bytes, which are not a part of what came over the wire
  payload: new Uint8Array(payload),
  sentAt: timestamp?.getTime() ?? 0,
  hash: hashStr,
})
