import type { IncomingStreamData } from '@libp2p/interface'
import { proto_metadata as proto } from '@waku/proto'
import { answerOnce } from './wire.ts'

export const METADATA = '/vac/waku/metadata/1.0.0'

/** Says which shards are served: js-waku drops a peer that names none of its own. */
export const handleMetadata =
  (clusterId: number, shards: number[]) =>
  ({ stream }: IncomingStreamData) =>
    void answerOnce(stream, () => proto.WakuMetadataResponse.encode({ clusterId, shards }))
