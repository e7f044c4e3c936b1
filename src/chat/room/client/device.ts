import { type Bytes, toText } from '../../bytes/rules.ts'
import { P256 } from '../../certificates/rules.ts'
import { ask, Refused } from './ask.ts'
import type { Db } from './db.ts'

/** The keys of this browser: none of them can be taken out of it in the clear. */
export type Device = {
  id: string
  signing: CryptoKey
  /** opens what was sealed to this device */
  opening: CryptoKey
  /** keys of earlier devices, brought back by a recovery code */
  old: { id: string; opening: CryptoKey }[]
}

type Kept = {
  name: 'device'
  id: string
  signing: CryptoKeyPair
  /** PKCS #8, under a key that the browser does not give away */
  wrapped: Bytes
  iv: Bytes
  wrapping: CryptoKey
  sealingKey: string
}

const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const

/** This browser's keys, made and made known to the Worker when there are none, or they were revoked. */
export async function deviceOf(db: Db): Promise<Device> {
  const kept = await db.one<Kept>('keys', 'device')
  if (kept) {
    try {
      return await opened(await register(kept))
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 409) throw error
    }
  }
  const made = await register(await make())
  await db.put('keys', made)
  return opened(made)
}

async function make(): Promise<Kept> {
  const signing = await crypto.subtle.generateKey(P256, false, ['sign', 'verify'])
  const sealing = await crypto.subtle.generateKey(ECDH, true, ['deriveBits'])
  const aes = { name: 'AES-GCM', length: 256 }
  const wrapping = await crypto.subtle.generateKey(aes, false, ['wrapKey', 'unwrapKey'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const about = { name: 'AES-GCM', iv }
  const wrapped = await crypto.subtle.wrapKey('pkcs8', sealing.privateKey, wrapping, about)
  const sealingKey = await publicText(sealing.publicKey)
  return {
    name: 'device',
    id: '',
    signing,
    wrapped: new Uint8Array(wrapped),
    iv,
    wrapping,
    sealingKey,
  }
}

async function register(kept: Kept): Promise<Kept> {
  const signingKey = await publicText(kept.signing.publicKey)
  const device = { name: browserName(), signingKey, sealingKey: kept.sealingKey }
  const { id } = await ask<{ id: string }>('POST', '/settings/devices', device)
  return { ...kept, id }
}

async function opened({ id, signing, wrapped, iv, wrapping }: Kept): Promise<Device> {
  const about = { name: 'AES-GCM', iv }
  const opening = await crypto.subtle.unwrapKey('pkcs8', wrapped, wrapping, about, ECDH, false, [
    'deriveBits',
  ])
  return { id, signing: signing.privateKey, opening, old: [] }
}

const publicText = async (key: CryptoKey) =>
  toText(new Uint8Array(await crypto.subtle.exportKey('raw', key)))

/** A name by which someone knows their browser again: "Firefox on Linux". */
function browserName(): string {
  const { userAgent } = navigator
  const find = (names: string[]) => names.find((name) => userAgent.includes(name))
  const browser = find(['Firefox', 'Edg', 'OPR', 'Chrome', 'Safari']) ?? 'Browser'
  const system = find(['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux']) ?? 'a device'
  return `${{ Edg: 'Edge', OPR: 'Opera' }[browser] ?? browser} on ${system}`
}
