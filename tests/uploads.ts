import type { FileFacts } from '../src/files/rules.ts'
import { PART } from '../src/files/rules.ts'
import type { Person } from './people.ts'

export type Wanted = {
  name?: string
  purpose?: string
  community?: string
  space?: string
  of?: string
  replaces?: string
  thumbhash?: string
  duration?: number
}

export type Upload = {
  id: string
  status: string
  offset: number
  size: number
  file: FileFacts | null
}

/** Asks for room for so many bytes. */
export const claim = (person: Person, size: number, wanted: Wanted = {}): Promise<Response> =>
  person.post('/uploads', { name: 'notes.txt', purpose: 'avatar', size, ...wanted })

/** Sends the piece at an offset. */
export const piece = (person: Person, id: string, offset: number, bytes: Uint8Array) =>
  person.request('PATCH', `/uploads/${id}`, bytes, { 'upload-offset': `${offset}` })

/** A file of these bytes, sent piece by piece; fails unless it is taken. */
export async function uploaded(
  person: Person,
  bytes: Uint8Array,
  wanted: Wanted = {},
): Promise<FileFacts> {
  const claimed = await good(await claim(person, bytes.length, wanted))
  const { id } = await claimed.json<Upload>()
  for (let at = 0; at < bytes.length; at += PART)
    await good(await piece(person, id, at, bytes.subarray(at, at + PART)))
  const { file } = await (await person.get(`/uploads/${wanted.replaces ?? id}`)).json<Upload>()
  if (!file) throw new Error('the upload was not finished')
  return file
}

async function good(response: Response): Promise<Response> {
  if (response.ok) return response
  throw new Error(`${response.status} ${await response.text()}`)
}

/** So many bytes that are no text and no two stretches of which are the same. */
export function noise(length: number): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(length / 4))
  let state = 0x9e3779b9
  for (let at = 0; at < words.length; at++) {
    state = (state * 1664525 + 1013904223) >>> 0
    words[at] = state
  }
  return new Uint8Array(words.buffer, 0, length)
}
