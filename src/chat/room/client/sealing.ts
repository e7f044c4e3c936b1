import { toText } from '../../bytes/rules.ts'
import type { Attached } from '../../envelope/rules.ts'
import type { ChatConfig } from '../../page/rules.ts'
import { ask } from './ask.ts'

/** Bytes of one file; it is encrypted as a whole. */
const MOST_FILE = 8 * 1024 * 1024 - 64
const WIDEST = 2048

type Place = Pick<ChatConfig, 'at' | 'slug'>

/** Encrypts a file and stores what came out of it; only a message then says how to open it. */
export async function sealFile(file: File, place: Place): Promise<Attached> {
  const picture = await smaller(file)
  // a photograph may be larger before it is drawn anew
  if (picture.blob.size > MOST_FILE)
    throw new Error(`${file.name} is too large: up to 8 MB go with a message.`)
  const bytes = await picture.blob.arrayBuffer()
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes)
  const url = await (place.slug === null ? toTalk(cipher, place) : toSpace(cipher, place))
  return {
    ...{ url, name: file.name, type: picture.blob.type, size: bytes.byteLength },
    key: toText(new Uint8Array(await crypto.subtle.exportKey('raw', key))),
    iv: toText(iv),
    ...(picture.width && { width: picture.width, height: picture.height }),
  }
}

/** Into the store of a space. Gives the address from which those who may enter it fetch it. */
async function toSpace(cipher: ArrayBuffer, { at }: Place): Promise<string> {
  const [, community, , space] = at.split('/')
  const claim = { name: 'sealed', purpose: 'sealed', size: cipher.byteLength, community, space }
  const { id } = await ask<{ id: string }>('POST', '/uploads', claim)
  await ask('PUT', `/uploads/${id}`, cipher)
  return `/files/${id}/sealed`
}

/** Into that of a conversation, for its people. */
const toTalk = async (cipher: ArrayBuffer, { at }: Place): Promise<string> =>
  (await ask<{ url: string }>('POST', `${at}/chat/files`, cipher)).url

/**
 * Lets go what was stored and is not to be read by anyone: one's own, so that it takes up no room.
 * What cannot be let go now is no harm: nobody has its key.
 */
export async function unstore(files: Attached[]): Promise<void> {
  const ids = files.map(({ url }) => /[\da-f-]{36}(?=\/sealed$|$)/.exec(url)?.[0])
  await Promise.allSettled(ids.map((id) => ask('DELETE', `/files/${id}`)))
}

/**
 * Pictures in a size for a screen, drawn anew: where it was taken is not in it any more. Animations
 * and other files stay as they are.
 * @throws Error for a picture that no browser would show
 */
async function smaller(file: File): Promise<{ blob: Blob; width?: number; height?: number }> {
  if (!/^image\/(png|jpeg|webp|avif|gif)$/.test(file.type)) return { blob: file }
  const image = await createImageBitmap(file).catch(() => {
    throw new Error(`${file.name} is damaged, or no picture.`)
  })
  if (file.type === 'image/gif') return { blob: file, width: image.width, height: image.height }
  const scale = Math.min(1, WIDEST / Math.max(image.width, image.height))
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)]
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
  const type = file.type === 'image/png' ? 'image/png' : 'image/webp'
  return { blob: await canvas.convertToBlob({ type, quality: 0.85 }), width, height }
}
