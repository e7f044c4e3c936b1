import { toText } from '../../bytes/rules.ts'
import type { Attached } from '../../envelope/rules.ts'
import { ask } from './ask.ts'

/** Bytes of one file; it is encrypted as a whole. */
export const MOST_FILE = 8 * 1024 * 1024 - 64
const WIDEST = 2048

/** Encrypts a file and stores what came out of it; only a message then says how to open it. */
export async function sealFile(
  file: File,
  place: { community: string; space: string },
): Promise<Attached> {
  const picture = await smaller(file)
  const bytes = await picture.blob.arrayBuffer()
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes)
  const claim = { name: 'sealed', purpose: 'sealed', size: cipher.byteLength, ...place }
  const { id } = await ask<{ id: string }>('POST', '/uploads', claim)
  const answer = await fetch(`/uploads/${id}`, {
    method: 'PUT',
    body: cipher,
    headers: { accept: 'application/json' },
  })
  if (!answer.ok) throw new Error(`${file.name} could not be stored.`)
  return {
    ...{
      url: `/files/${id}/sealed`,
      name: file.name,
      type: picture.blob.type,
      size: bytes.byteLength,
    },
    key: toText(new Uint8Array(await crypto.subtle.exportKey('raw', key))),
    iv: toText(iv),
    ...(picture.width && { width: picture.width, height: picture.height }),
  }
}

/**
 * Pictures in a size for a screen, drawn anew: where it was taken is not in it any more. Animations
 * and other files stay as they are.
 */
async function smaller(file: File): Promise<{ blob: Blob; width?: number; height?: number }> {
  if (!/^image\/(png|jpeg|webp|avif)$/.test(file.type)) return { blob: file }
  const image = await createImageBitmap(file)
  const scale = Math.min(1, WIDEST / Math.max(image.width, image.height))
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)]
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
  const type = file.type === 'image/png' ? 'image/png' : 'image/webp'
  return { blob: await canvas.convertToBlob({ type, quality: 0.85 }), width, height }
}
