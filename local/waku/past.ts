import { createRoutingInfo } from '@waku/utils'
import { type Archive, hashOf } from './archive.ts'
import { CLUSTER, SHARDS } from './network.ts'

/** A message that was sent long ago: base64, and milliseconds since 1970. */
export type Past = { topic: string; payload: string; at: number }

/** Keeps messages as if they had come in their time. */
export function keepPast(archive: Archive, messages: Past[]): void {
  const network = { clusterId: CLUSTER, numShardsInCluster: SHARDS }
  for (const { topic: contentTopic, payload, at } of messages) {
    const { pubsubTopic } = createRoutingInfo(network, { contentTopic })
    const bytes = new Uint8Array(Buffer.from(payload, 'base64'))
    const timestamp = BigInt(Math.round(at)) * 1_000_000n
    const message = { contentTopic, payload: bytes, timestamp }
    archive.add({ hash: hashOf(pubsubTopic, message), pubsubTopic, message })
  }
}
