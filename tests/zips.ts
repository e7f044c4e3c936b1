export const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new TextEncoder().encode(text))

/** A zip of one file that is kept as it is. */
export function zipOf(name: string, text: string): Uint8Array {
  const [title, data] = [bytesOf(name), bytesOf(text)]
  const local = new DataView(new ArrayBuffer(30))
  local.setUint32(0, 0x04034b50, true)
  local.setUint32(18, data.length, true)
  local.setUint32(22, data.length, true)
  local.setUint16(26, title.length, true)
  const listed = new DataView(new ArrayBuffer(46))
  listed.setUint32(0, 0x02014b50, true)
  listed.setUint32(20, data.length, true)
  listed.setUint32(24, data.length, true)
  listed.setUint16(28, title.length, true)
  const offset = 30 + title.length + data.length
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, 1, true)
  end.setUint16(10, 1, true)
  end.setUint32(12, 46 + title.length, true)
  end.setUint32(16, offset, true)
  const parts = [local, title, data, listed, title, end]
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  return bytes
}
