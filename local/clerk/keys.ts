import { generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the stand-in signs with. Made once on this machine, never shared, worthless elsewhere. */
export type Keys = {
  privateKey: JsonWebKey
  publicKey: JsonWebKey
  /** the public key as PEM */
  jwtKey: string
  keyId: string
  secretKey: string
  webhookSecret: string
  /** milliseconds since 1970 */
  madeAt: number
}

/** The host inside the publishable key. A production build refuses keys that name it. */
export const LOCAL_HOST = 'local.opencircle.test'

export const publishableKey = `pk_live_${Buffer.from(`${LOCAL_HOST}$`).toString('base64')}`

export function keysIn(dataDir: string): Keys {
  const file = join(dataDir, 'keys.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    const keys = makeKeys()
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, JSON.stringify(keys), { mode: 0o600 })
    return keys
  }
}

function makeKeys(): Keys {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    privateKey: pair.privateKey.export({ format: 'jwk' }),
    publicKey: pair.publicKey.export({ format: 'jwk' }),
    jwtKey: pair.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    keyId: `ins_${randomBytes(12).toString('hex')}`,
    secretKey: `sk_live_${randomBytes(24).toString('base64url')}`,
    webhookSecret: `whsec_${randomBytes(24).toString('base64')}`,
    madeAt: Date.now(),
  }
}
