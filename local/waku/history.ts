import type { IncomingStreamData } from '@libp2p/interface'
import { proto_store as proto } from '@waku/proto'
import type { Archive } from './archive.ts'
import { type Faults, lag, refuses } from './faults.ts'
import { answerOnce } from './wire.ts'

export const STORE = '/vac/waku/store-query/3.0.0'
const PAGE = 20
const MOST = 100

/** Answers questions about what was kept, in nwaku's pages. */
export const handleStore =
  (archive: Archive, faults: Faults) =>
  ({ stream }: IncomingStreamData) =>
    void answerOnce(stream, async (bytes) => {
      await lag(faults.slow)
      const asked = proto.StoreQueryRequest.decode(bytes)
      const { requestId, paginationCursor: cursor } = asked
      const refuse = (statusCode: number) =>
        proto.StoreQueryResponse.encode({ requestId, statusCode, statusDesc: 'refused' })
      if (refuses(faults.refuseStore)) return refuse(503)
      if (asked.contentTopics.length > MOST) return refuse(400)
      if (cursor && !archive.has(cursor)) return refuse(400)
      const limit = Math.min(Number(asked.paginationLimit ?? PAGE) || PAGE, MOST)
      const found = archive.find({
        pubsubTopic: asked.pubsubTopic || undefined,
        contentTopics: asked.contentTopics,
        hashes: asked.messageHashes,
        from: asked.timeStart,
        to: asked.timeEnd,
        cursor,
        forward: asked.paginationForward,
        limit,
      })
      const edge = asked.paginationForward ? found.at(-1) : found[0]
      return proto.StoreQueryResponse.encode({
        requestId,
        statusCode: 200,
        statusDesc: 'OK',
        messages: found.map(({ hash, pubsubTopic, message }) => ({
          messageHash: hash,
          ...(asked.includeData && { message, pubsubTopic }),
        })),
        paginationCursor: found.length === limit ? edge?.hash : undefined,
      })
    })
