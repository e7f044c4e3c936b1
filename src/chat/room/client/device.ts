import { type Bytes, fromText, toText } from '../../bytes/rules.ts'
import { P256 } from '../../certificates/rules.ts'
import type { KeptKey } from '../../recovery/client/code.ts'
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
  /** of earlier devices, brought back by a recovery code */
  old?: Wrapped[]
}

type Wrapped = { id: string; wrapped: Bytes; iv: Bytes }

const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const

/** This browser's keys, made and made known to the Worker when there are none, or they were revoked. */
export const deviceOf = (db: Db): Promise<Device> =>
  // two windows that open at once are one device
  navigator.locks.request('chat device', () => found(db))

/** What this browser is called among one's devices, if it has chatted. */
export const deviceIdOf = async (db: Db): Promise<string | null> =>
  (await db.one<Kept>('keys', 'device'))?.id ?? null

async function found(db: Db): Promise<Device> {
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

async function opened(kept: Kept): Promise<Device> {
  const open = async ({ id, wrapped, iv }: Wrapped) => ({
    id,
    opening: await unwrapped(kept.wrapping, { wrapped, iv }, false),
  })
  const { opening } = await open(kept)
  const old = await Promise.all((kept.old ?? []).map(open))
  return { id: kept.id, signing: kept.signing.privateKey, opening, old }
}

const unwrapped = (wrapping: CryptoKey, key: Pick<Wrapped, 'wrapped' | 'iv'>, isTaken: boolean) => {
  const about = { name: 'AES-GCM', iv: key.iv }
  return crypto.subtle.unwrapKey('pkcs8', key.wrapped, wrapping, about, ECDH, isTaken, [
    'deriveBits',
  ])
}

/** The keys that open direct messages here, in the clear: only to be sealed under a recovery code. */
export async function takeKeys(db: Db): Promise<KeptKey[]> {
  const kept = await db.one<Kept>('keys', 'device')
  if (!kept) return []
  return Promise.all(
    [kept, ...(kept.old ?? [])].map(async (key) => {
      const taken = await unwrapped(kept.wrapping, key, true)
      const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', taken))
      return { id: key.id, pkcs8: toText(pkcs8) }
    }),
  )
}

/** Puts keys that a recovery code has opened beside this browser's own. */
export async function restoreKeys(db: Db, keys: KeptKey[]): Promise<void> {
  const kept = await db.one<Kept>('keys', 'device')
  if (!kept) return
  const known = [kept, ...(kept.old ?? [])].map(({ id }) => id)
  const more = keys.filter(({ id }) => !known.includes(id))
  const old = await Promise.all(
    more.map(async ({ id, pkcs8 }) => {
      const bytes = fromText(pkcs8)
      const key = await crypto.subtle.importKey('pkcs8', bytes, ECDH, true, ['deriveBits'])
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const about = { name: 'AES-GCM', iv }
      const wrapped = await crypto.subtle.wrapKey('pkcs8', key, kept.wrapping, about)
      return { id, wrapped: new Uint8Array(wrapped), iv }
    }),
  )
  await db.put('keys', { ...kept, old: [...(kept.old ?? []), ...old] })
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
