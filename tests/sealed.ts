import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto'

export type Told = { title: string; body: string; link: string; tag: string; badge: number }

/** The keys that a browser makes when it begins to listen. */
export function browserKeys() {
  const pair = createECDH('prime256v1')
  const own = pair.generateKeys()
  const auth = randomBytes(16)
  return {
    keys: { p256dh: own.toString('base64url'), auth: auth.toString('base64url') },
    /** opens what was sealed for them, as RFC 8291 and RFC 8188 say, and as a browser does */
    open: (message: string): Told => {
      const bytes = Buffer.from(message, 'base64url')
      const salt = bytes.subarray(0, 16)
      const length = bytes[20] ?? 0
      const theirs = bytes.subarray(21, 21 + length)
      const sealed = bytes.subarray(21 + length)
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, theirs])
      const ikm = derived(pair.computeSecret(theirs), auth, info, 32)
      const key = derived(ikm, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
      const nonce = derived(ikm, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
      const cipher = createDecipheriv('aes-128-gcm', key, nonce)
      cipher.setAuthTag(sealed.subarray(-16))
      const text = Buffer.concat([
        cipher.update(sealed.subarray(0, -16)),
        cipher.final(),
      ]).toString()
      // the last record ends with a 2 and padding
      return JSON.parse(text.slice(0, text.lastIndexOf('\u0002')))
    },
  }
}

const derived = (from: Buffer, salt: Buffer, info: Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', from, salt, info, length))
