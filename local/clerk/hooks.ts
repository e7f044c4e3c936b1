import { signWebhook } from './sign.ts'

export type Event =
  | 'user.created'
  | 'user.updated'
  | 'user.deleted'
  | 'session.ended'
  | 'session.revoked'

export type Hooks = { send(type: Event, data: object): void; stop(): void }

const TRIES = 5

/** Sends webhooks as Clerk does: signed, not waited for, repeated with longer and longer pauses. */
export function startHooks(options: { url?: string; secret: string; instanceId: string }): Hooks {
  const waiting = new Set<NodeJS.Timeout>()
  let stopped = false

  const attempt = async (message: { id: string; payload: object }, tried: number) => {
    const { url, secret } = options
    if (!url || stopped) return
    const { body, headers } = await signWebhook(secret, message.payload, { id: message.id })
    const answer = await fetch(url, { method: 'POST', body, headers }).catch((error) => error)
    if (stopped || (answer instanceof Response && answer.ok)) return
    if (tried === TRIES) {
      const why = answer instanceof Response ? `answered ${answer.status}` : 'did not answer'
      console.error(`A webhook was given up after ${TRIES} tries: ${url} ${why}.`)
      return
    }
    const timer = setTimeout(
      () => {
        waiting.delete(timer)
        void attempt(message, tried + 1)
      },
      250 * 3 ** (tried - 1),
    )
    waiting.add(timer)
  }

  return {
    send: (type, data) => {
      const payload = {
        type,
        object: 'event',
        data,
        timestamp: Date.now(),
        instance_id: options.instanceId,
        event_attributes: { http_request: { client_ip: '127.0.0.1', user_agent: 'local' } },
      }
      void attempt({ id: `msg_${crypto.randomUUID().replaceAll('-', '')}`, payload }, 1)
    },
    stop: () => {
      stopped = true
      for (const timer of waiting) clearTimeout(timer)
    },
  }
}
