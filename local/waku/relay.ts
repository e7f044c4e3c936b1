import { createHash } from 'node:crypto'
import { GossipSub, type GossipSubComponents } from '@chainsafe/libp2p-gossipsub'

/** GossipSub as Waku's relay has it: unsigned, and known by what it holds. */
export const relay = () => (components: GossipSubComponents) => {
  const pubsub = new GossipSub(components, {
    msgIdFn: ({ data }) => createHash('sha256').update(data).digest(),
    globalSignaturePolicy: 'StrictNoSign',
    fallbackToFloodsub: false,
    emitSelf: true,
    allowPublishToZeroTopicPeers: true,
    // whoever got no answer pushes it again
    ignoreDuplicatePublishError: true,
  })
  pubsub.multicodecs = ['/vac/waku/relay/2.0.0']
  return pubsub
}
