import { fileTypeFromBuffer } from 'file-type'
import { isEmblem, kindOf } from '../rules.ts'
import type { FilePurpose } from '../tables.ts'

/** How many bytes from the start are read to tell what a file is. */
export const HEAD = 64 * 1024

const UNKNOWN = 'application/octet-stream'

/** Names that say which text a text is; none of them makes a browser run it. */
const TEXTS: Record<string, string> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
}

const RENAMED: Record<string, string> = {
  'image/apng': 'image/png',
  'image/heic-sequence': 'image/heic',
  'image/heif': 'image/heic',
  'video/x-m4v': 'video/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
}

/**
 * What a file is, from its first bytes. Only where they are plain text does the name choose among
 * kinds of text.
 * @param head the first HEAD bytes, or all there are
 */
export async function typeOf(head: Uint8Array, name: string): Promise<string> {
  const found = await fileTypeFromBuffer(head)
  const [mime = ''] = found?.mime.split(';') ?? []
  if (mime && mime !== 'application/xml') return RENAMED[mime] ?? mime
  const text = asText(head)
  if (text === null) return UNKNOWN
  if (/^\uFEFF?WEBVTT(?:[ \t\r\n]|$)/.test(text)) return 'text/vtt'
  if (/<svg[\s>]/i.test(text)) return 'image/svg+xml'
  if (/<(?:!doctype html|html|head|body|script|iframe|title|meta)[\s>/]/i.test(text))
    return 'text/html'
  if (mime) return mime
  return TEXTS[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'text/plain'
}

/** The beginning as UTF-8, null if it is none or holds what no text does. */
function asText(head: Uint8Array): string | null {
  try {
    // a character may be cut in two at the end of the head
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(head, {
      stream: true,
    })
    return [...text].some(isNoText) ? null : text
  } catch {
    return null
  }
}

/** Control characters but for those that lay out a text, and the one that colours it. */
const isNoText = (char: string): boolean => char < ' ' && !'\t\n\v\f\r\x1B'.includes(char)

/** Pictures that we cannot take the place out of. */
const OPAQUE = ['image/heic', 'image/avif', 'image/tiff', 'image/jxl', 'image/jp2']

/** Why a file of this type may not be what it was sent for, in words; null if it may. */
export function whyNot(purpose: FilePurpose, type: string): string | null {
  if (isEmblem(purpose) && kindOf(type) !== 'picture')
    return 'Choose a JPEG, PNG, GIF or WebP picture.'
  if (purpose === 'captions' && type !== 'text/vtt')
    return 'Captions have to be a WebVTT file (.vtt).'
  if (['attachment', 'submission'].includes(purpose) && OPAQUE.includes(type))
    return 'We cannot remove the place from pictures of this kind. Save it as JPEG, PNG or WebP.'
  return null
}
