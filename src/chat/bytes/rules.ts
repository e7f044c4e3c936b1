export type Bytes = Uint8Array<ArrayBuffer>

/** Bytes as base64url, without the signs at its end. */
export const toText = (bytes: Uint8Array): string => {
  let text = ''
  // a call takes only so many arguments
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** The other way round. @throws for what is no base64url */
export function fromText(text: string): Bytes {
  const signs = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(signs.length)
  for (let at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at)
  return bytes
}

export const utf8 = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text))

export const joined = (...parts: Uint8Array[]): Bytes => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
