/** A file in a zip: where its own header begins, how its bytes are kept, and how many there are. */
export type Entry = { name: string; at: number; isDeflated: boolean; packed: number; size: number }

/** The end of a zip says where its list of files is; a comment of up to 64 kB may follow it. */
export const TAIL = 64 * 1024 + 22
/** Bytes of a file's own header, before its name. */
export const LOCAL = 30

const END = 0x06054b50
const LISTED = 0x02014b50

/** Where the list of files stands in a zip. @param tail its last bytes; null for what is no zip */
export function listAt(tail: Uint8Array): { offset: number; size: number } | null {
  const view = viewOf(tail)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== END) continue
    return { offset: view.getUint32(at + 16, true), size: view.getUint32(at + 12, true) }
  }
  return null
}

/** The files of a zip, by their names. What is encrypted, or packed as few do it, is left out. */
export function entriesIn(list: Uint8Array): Map<string, Entry> {
  const view = viewOf(list)
  const entries = new Map<string, Entry>()
  let at = 0
  while (at + 46 <= list.length && view.getUint32(at, true) === LISTED) {
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)]
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true))
    const [nameLength = 0, extra = 0, comment = 0] = lengths
    const name = new TextDecoder().decode(list.subarray(at + 46, at + 46 + nameLength))
    const isKnown = (method === 0 || method === 8) && !(flags & 1) && !name.endsWith('/')
    if (isKnown)
      entries.set(name, {
        ...{ name, packed, size, isDeflated: method === 8 },
        at: view.getUint32(at + 42, true),
      })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

/** Bytes of a file's own header. @param head its first LOCAL bytes */
export const headerLength = (head: Uint8Array): number => {
  const view = viewOf(head)
  return LOCAL + view.getUint16(26, true) + view.getUint16(28, true)
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
