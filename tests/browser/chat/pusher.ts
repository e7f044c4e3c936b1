import { noise } from '@chainsafe/libp2p-noise'
import { identify } from '@libp2p/identify'
import { mplex } from '@libp2p/mplex'
import { ping } from '@libp2p/ping'
import { webSockets } from '@libp2p/websockets'
import { all } from '@libp2p/websockets/filters'
import { multiaddr } from '@multiformats/multiaddr'
import { createEncoder, LightPushCore, wakuMetadata } from '@waku/core'
import { type Libp2p, LightPushError } from '@waku/interfaces'
import { createRoutingInfo } from '@waku/utils'
import { createLibp2p } from 'libp2p'
import type { Network } from '../../../src/chat/network/rules.ts'
import type { Forged } from './forger.ts'

/** Someone who pushes messages to a node without any page. */
export async function pusher({ bootstrap, clusterId, shards }: Network) {
  const host = await createLibp2p({
    transports: [webSockets({ filter: all })],
    streamMuxers: [mplex()],
    connectionEncrypters: [noise()],
    services: { identify: identify(), ping: ping(), metadata: wakuMetadata(clusterId) },
  })
  const address = multiaddr(bootstrap[0] ?? '')
  const { remotePeer } = await host.dial(address)
  // its own type hides the components, with which Waku's protocols work
  const push = new LightPushCore(host as unknown as Libp2p)
  return {
    /** Whether the node has taken it. */
    async send({ topic, payload, at }: Forged): Promise<boolean> {
      const network = { clusterId, numShardsInCluster: shards }
      const routingInfo = createRoutingInfo(network, { contentTopic: topic })
      const encoder = createEncoder({ contentTopic: topic, routingInfo })
      for (let turn = 0; turn < 50; turn++) {
        const { protocols } = await host.peerStore.get(remotePeer)
        if (protocols.length) break
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      const message = { payload, timestamp: new Date(at) }
      // a connection that was lost, or an answer that does not come in time, is no refusal
      for (let turn = 0; turn < 20; turn++) {
        const { success, failure } = await push.send(encoder, message, remotePeer)
        if (success || failure.error === LightPushError.REMOTE_PEER_REJECTED) return !!success
        await new Promise((resolve) => setTimeout(resolve, 100))
        await host.dial(address).catch(() => undefined)
      }
      return false
    },
    stop: () => host.stop(),
  }
}
