import { noise } from '@chainsafe/libp2p-noise'
import { privateKeyFromRaw } from '@libp2p/crypto/keys'
import { identify } from '@libp2p/identify'
import { mplex } from '@libp2p/mplex'
import { ping } from '@libp2p/ping'
import { webSockets } from '@libp2p/websockets'
import { all } from '@libp2p/websockets/filters'
import { createLibp2p } from 'libp2p'
import { relay } from './relay.ts'

/** The libp2p host of a service node: WebSockets, Noise, and the relay. @param key 32 bytes */
export const createHost = (key: Uint8Array, port: number) =>
  createLibp2p({
    privateKey: privateKeyFromRaw(key),
    addresses: { listen: [`/ip4/127.0.0.1/tcp/${port}/ws`] },
    transports: [webSockets({ filter: all })],
    streamMuxers: [mplex()],
    connectionEncrypters: [noise()],
    // the defaults are made for the open internet: five new connections a second break a reload
    connectionManager: {
      inboundConnectionThreshold: Number.POSITIVE_INFINITY,
      maxIncomingPendingConnections: 500,
      maxConnections: 1000,
    },
    services: { identify: identify(), ping: ping(), pubsub: relay() },
  })
