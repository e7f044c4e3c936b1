import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type VapidKeys = { VAPID_PUBLIC_KEY: string; VAPID_PRIVATE_KEY: string }

/** A pair of keys for web push, in the form that browsers and the Worker take them. */
export async function makeVapidKeys(): Promise<VapidKeys> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const open = await crypto.subtle.exportKey('raw', pair.publicKey)
  const { d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  return { VAPID_PUBLIC_KEY: Buffer.from(open).toString('base64url'), VAPID_PRIVATE_KEY: d }
}

/** Those of this machine; made once, so that a restart loses no browser. */
export async function pushKeys(dataDir?: string): Promise<VapidKeys> {
  if (!dataDir) return makeVapidKeys()
  const file = join(dataDir, 'vapid.json')
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, JSON.stringify(await makeVapidKeys()), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}
