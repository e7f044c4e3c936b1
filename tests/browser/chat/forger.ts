import type { Page } from 'playwright-core'
import { type Bytes, fromText, toText, utf8 } from '../../../src/chat/bytes/rules.ts'
import { type Certificate, P256, signCertificate } from '../../../src/chat/certificates/rules.ts'
import {
  type Body,
  importSpaceKey,
  newMessageId,
  opened,
  padded,
  sealed,
  signed,
  unpadded,
} from '../../../src/chat/envelope/rules.ts'
import type { Keys } from '../../../src/chat/keys/rules.ts'
import { call } from '../visitor.ts'

export type Forged = { topic: string; payload: Bytes; at: number }

/** A member who does not keep to the rules: has the keys, and writes what no page would. */
export async function forger(page: Page, room: string) {
  const pair = await crypto.subtle.generateKey(P256, true, ['sign', 'verify'])
  const raw = toText(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  const device = { name: 'A script', signingKey: raw, sealingKey: raw }
  const { id } = await call<{ id: string }>(page, 'POST', '/settings/devices', device)
  const keys = await call<Keys>(page, 'GET', `${room}/chat/keys?device=${id}`)
  const epoch = keys.epochs.at(-1)
  if (!epoch || !keys.certificate) throw new Error('no keys')
  const key = await importSpaceKey(epoch.key)
  const own = said(keys.certificate)

  /** A message that is right in all but what is changed in it. */
  async function forge(
    change: Partial<Body> & { by?: string; sentAt?: number } = {},
  ): Promise<Forged> {
    const { by = own.a, sentAt, ...rest } = change
    const at = Date.now()
    const body: Body = {
      ...{ id: newMessageId(by), t: 'msg', s: own.s, e: epoch?.number ?? 0, at, q: 1 },
      ...{ c: keys.certificate ?? '', x: 'Forged' },
      ...rest,
    }
    const topic = epoch?.topic ?? ''
    const plain = padded(await signed(pair.privateKey, topic, body))
    return { topic, payload: await sealed(key, topic, plain), at: sentAt ?? body.at }
  }

  /** A certificate that the Worker never gave, with its own words changed. */
  async function selfMade(change: Partial<Certificate>): Promise<string> {
    return signCertificate(pair.privateKey, { ...own, ...change })
  }

  /** The certificate that came with somebody's message. */
  async function stolen(payload: Bytes): Promise<string> {
    const { body } = unpadded(await opened(key, epoch?.topic ?? '', payload))
    return (JSON.parse(new TextDecoder().decode(body)) as Body).c
  }

  const noise = (): Forged => ({
    topic: epoch?.topic ?? '',
    payload: utf8(crypto.randomUUID().repeat(20)),
    at: Date.now(),
  })

  return { forge, selfMade, stolen, noise, own, topic: epoch.topic, keys }
}

const said = (certificate: string): Certificate =>
  JSON.parse(new TextDecoder().decode(fromText(certificate.split('.')[0] ?? '')))
