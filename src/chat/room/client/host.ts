import { noise } from '@chainsafe/libp2p-noise'
import { identify } from '@libp2p/identify'
import { mplex } from '@libp2p/mplex'
import { ping } from '@libp2p/ping'
import { webSockets } from '@libp2p/websockets'
import { all } from '@libp2p/websockets/filters'
import { wakuMetadata } from '@waku/core'
import type { Libp2p } from '@waku/interfaces'
import { createLibp2p } from 'libp2p'

/** A libp2p host that only dials: each page has a new one, with a new name. */
export const createHost = async (clusterId: number): Promise<Libp2p> => {
  const host = await createLibp2p({
    transports: [webSockets({ filter: all })],
    streamMuxers: [mplex()],
    connectionEncrypters: [noise()],
    // which addresses are dialled is decided by who runs the site
    connectionGater: { denyDialMultiaddr: () => false },
    services: { identify: identify(), ping: ping(), metadata: wakuMetadata(clusterId) },
  })
  // its own type hides the components, with which Waku's protocols work
  return host as unknown as Libp2p
}
