import type { IncomingStreamData } from '@libp2p/interface'
import { proto_lightpush as proto } from '@waku/proto'
import type { WakuMessage } from './archive.ts'
import { answerOnce } from './wire.ts'

export const PUSH_V3 = '/vac/waku/lightpush/3.0.0'
export const PUSH_V2 = '/vac/waku/lightpush/2.0.0-beta1'

/** Takes a message in: the status that nwaku would answer, 200 when it was passed on. */
export type Take = (pubsubTopic: string, message: WakuMessage, peer: string) => Promise<number>

const WORDS: Record<number, string> = {
  400: 'bad request',
  413: 'message too large',
  429: 'too many requests',
  503: 'service unavailable',
}

export const handlePushV3 =
  (take: Take) =>
  ({ stream, connection }: IncomingStreamData) =>
    void answerOnce(stream, async (bytes) => {
      const { requestId, pubsubTopic, message } = proto.LightPushRequestV3.decode(bytes)
      const peer = connection.remotePeer.toString()
      const statusCode = pubsubTopic && message ? await take(pubsubTopic, message, peer) : 400
      const statusDesc = WORDS[statusCode]
      return proto.LightPushResponseV3.encode({ requestId, statusCode, statusDesc })
    })

export const handlePushV2 =
  (take: Take) =>
  ({ stream, connection }: IncomingStreamData) =>
    void answerOnce(stream, async (bytes) => {
      const { requestId, request } = proto.PushRpc.decode(bytes)
      const peer = connection.remotePeer.toString()
      const status = request?.message ? await take(request.pubsubTopic, request.message, peer) : 400
      const response = { isSuccess: status === 200, info: WORDS[status] ?? '' }
      return proto.PushRpc.encode({ requestId, response })
    })
