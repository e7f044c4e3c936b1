import type { Connection, IncomingStreamData } from '@libp2p/interface'
import { proto_filter_v2 as proto } from '@waku/proto'
import type { WakuMessage } from './archive.ts'
import { type Faults, lag, refuses } from './faults.ts'
import { answerOnce, openFrames } from './wire.ts'

export const SUBSCRIBE = '/vac/waku/filter-subscribe/2.0.0-beta1'
const PUSH = '/vac/waku/filter-push/2.0.0-beta1'
const MOST_TOPICS = 100
const MOST_CRITERIA = 1000
const EXPIRY = 5 * 60_000

type Subscriber = {
  connection: Connection
  criteria: Set<string>
  seenAt: number
  frames?: ReturnType<typeof openFrames>
}

/** Sends to each subscriber what it asked for, over one stream that stays open. */
export function createFilter(faults: Faults) {
  const subscribers = new Map<string, Subscriber>()
  const key = (pubsub: string, topic: string) => `${pubsub} ${topic}`

  function change(connection: Connection, request: proto.FilterSubscribeRequest): number {
    const peer = connection.remotePeer.toString()
    const known = subscribers.get(peer)
    const { pubsubTopic = '', contentTopics } = request
    const named = contentTopics.map((topic) => key(pubsubTopic, topic))
    if (known) Object.assign(known, { seenAt: Date.now(), connection })
    switch (request.filterSubscribeType) {
      case 'SUBSCRIBER_PING':
        return known ? 200 : 404
      case 'SUBSCRIBE': {
        if (refuses(faults.refuseSubscribe)) return 503
        if (!pubsubTopic || !named.length || named.length > MOST_TOPICS) return 400
        const one = known ?? { connection, criteria: new Set(), seenAt: Date.now() }
        if (one.criteria.size + named.length > MOST_CRITERIA) return 503
        for (const name of named) one.criteria.add(name)
        subscribers.set(peer, one)
        return 200
      }
      case 'UNSUBSCRIBE':
        for (const name of named) known?.criteria.delete(name)
        if (known?.criteria.size === 0) subscribers.delete(peer)
        return known ? 200 : 404
      default:
        return subscribers.delete(peer) ? 200 : 404
    }
  }

  async function send(peer: string, subscriber: Subscriber, frame: Uint8Array) {
    try {
      await lag(faults.slow)
      if (!subscriber.frames?.isOpen()) {
        const stream = await subscriber.connection.newStream(PUSH)
        subscriber.frames = openFrames(stream)
        subscriber.frames.ended.catch(() => undefined)
      }
      subscriber.frames.write(frame)
    } catch {
      subscribers.delete(peer)
    }
  }

  return {
    handle: ({ stream, connection }: IncomingStreamData) =>
      void answerOnce(stream, (bytes) => {
        const request = proto.FilterSubscribeRequest.decode(bytes)
        const statusCode = change(connection, request)
        const { requestId } = request
        return proto.FilterSubscribeResponse.encode({ requestId, statusCode, statusDesc: '' })
      }),
    publish(pubsubTopic: string, wakuMessage: WakuMessage) {
      const name = key(pubsubTopic, wakuMessage.contentTopic)
      const frame = proto.MessagePush.encode({ pubsubTopic, wakuMessage })
      for (const [peer, subscriber] of subscribers) {
        const isGone = subscriber.connection.status !== 'open'
        if (isGone || Date.now() - subscriber.seenAt > EXPIRY) subscribers.delete(peer)
        else if (subscriber.criteria.has(name) && !refuses(faults.dropPush))
          void send(peer, subscriber, frame)
      }
    },
    forget(peer: string) {
      subscribers.get(peer)?.frames?.close()
      subscribers.delete(peer)
    },
    size: () => subscribers.size,
  }
}
