import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { word } from './ids.ts'

/** What the stand-in accepts and signs with. Made once on this machine, worthless elsewhere. */
export type Keys = { secretKey: string; webhookSecret: string }

/** `given` is used instead of making one. Without a folder the keys live as long as the process. */
export function keysIn(dataDir: string | undefined, webhookSecret?: string): Keys {
  const file = dataDir && join(dataDir, 'keys.json')
  const keys: Keys = (file ? read(file) : undefined) ?? {
    // the word marks it for people: the key opens nothing at Stripe
    secretKey: `sk_test_local${word(90)}`,
    webhookSecret: `whsec_${word(32)}`,
  }
  if (dataDir && file) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, JSON.stringify(keys), { mode: 0o600 })
  }
  return { ...keys, ...(webhookSecret && { webhookSecret }) }
}

function read(file: string): Keys | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
