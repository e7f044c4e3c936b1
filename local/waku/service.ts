import { multiaddr } from '@multiformats/multiaddr'
import { proto_message } from '@waku/proto'
import { type Archive, hashOf, type WakuMessage } from './archive.ts'
import { type Faults, lag, refuses } from './faults.ts'
import { createFilter, SUBSCRIBE } from './filter.ts'
import { handleStore, STORE } from './history.ts'
import { handleMetadata, METADATA } from './metadata.ts'
import { CLUSTER, SHARDS } from './network.ts'
import { createHost } from './node.ts'
import { handlePushV2, handlePushV3, PUSH_V2, PUSH_V3, type Take } from './push.ts'
import { recent } from './recent.ts'

const MOST_BYTES = 150 * 1024
/** nanoseconds by which a message may be off before it is not kept */
const DRIFT = 20_000_000_000n
const STREAMS = { maxInboundStreams: 100, maxOutboundStreams: 100 }

type Options = { port: number; key: Uint8Array; peers: string[]; faults: Faults; archive: Archive }

/** The part of the node that speaks to others: it can end and begin again over the same archive. */
export async function startService({ port, key, peers, faults, archive }: Options) {
  const host = await createHost(key, port)
  const { pubsub } = host.services
  const filter = createFilter(faults)
  const isNew = recent()
  const shards = Array.from({ length: SHARDS }, (_, shard) => shard)

  const take: Take = async (pubsubTopic, message) => {
    await lag(faults.slow)
    const bytes = proto_message.WakuMessage.encode(message)
    if (bytes.length > MOST_BYTES) return 413
    if (refuses(faults.refusePush)) return 503
    if (!message.contentTopic || !message.payload.length) return 400
    if (!shards.some((shard) => pubsubTopic === topicOf(shard))) return 400
    await pubsub.publish(pubsubTopic, bytes)
    if (refuses(faults.loseAnswer)) throw new Error('the answer is lost')
    return 200
  }

  const receive = (pubsubTopic: string, message: WakuMessage) => {
    const hash = hashOf(pubsubTopic, message)
    if (!isNew(Buffer.from(hash).toString('hex'))) return
    if (isKept(message) && !refuses(faults.dropArchive)) archive.add({ hash, pubsubTopic, message })
    filter.publish(pubsubTopic, message)
  }

  pubsub.addEventListener('message', ({ detail: { topic, data } }) => {
    if (data.length <= MOST_BYTES) receive(topic, proto_message.WakuMessage.decode(data))
  })
  host.addEventListener('peer:disconnect', ({ detail }) => filter.forget(detail.toString()))
  for (const shard of shards) pubsub.subscribe(topicOf(shard))
  await host.handle(METADATA, handleMetadata(CLUSTER, shards), STREAMS)
  await host.handle(PUSH_V3, handlePushV3(take), STREAMS)
  await host.handle(PUSH_V2, handlePushV2(take), STREAMS)
  await host.handle(SUBSCRIBE, filter.handle, STREAMS)
  await host.handle(STORE, handleStore(archive, faults), STREAMS)
  for (const peer of peers) await host.dial(multiaddr(peer))
  return {
    address: host.getMultiaddrs()[0]?.toString() ?? '',
    subscribers: filter.size,
    /** As when its power goes: nobody is told. */
    stop: async () => {
      for (const connection of host.getConnections()) connection.abort(new Error('the node ends'))
      await host.stop()
    },
  }
}

/** The shard's name on the wire. */
export const topicOf = (shard: number) => `/waku/2/rs/${CLUSTER}/${shard}`

function isKept({ ephemeral, timestamp = 0n }: WakuMessage): boolean {
  const off = BigInt(Date.now()) * 1_000_000n - timestamp
  return !ephemeral && off < DRIFT && off > -DRIFT
}
