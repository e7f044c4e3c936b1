import { noise } from '@chainsafe/libp2p-noise'
import { identify } from '@libp2p/identify'
import { mplex } from '@libp2p/mplex'
import { ping } from '@libp2p/ping'
import { webSockets } from '@libp2p/websockets'
import { all } from '@libp2p/websockets/filters'
import { multiaddr } from '@multiformats/multiaddr'
import { createEncoder, LightPushCore, wakuMetadata } from '@waku/core'
import type { Libp2p } from '@waku/interfaces'
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
  const { remotePeer } = await host.dial(multiaddr(bootstrap[0] ?? ''))
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
      const { success } = await push.send(encoder, { payload, timestamp: new Date(at) }, remotePeer)
      return success !== null
    },
    stop: () => host.stop(),
  }
}
