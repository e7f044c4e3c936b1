const ORIENTATION = 0x0112

/** How a TIFF header says that the picture is turned: 1 to 8, or null. */
export function orientationOf(tiff: Uint8Array): number | null {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  try {
    const little = view.getUint16(0) === 0x4949
    const first = view.getUint32(4, little)
    for (let entry = 0; entry < view.getUint16(first, little); entry++) {
      const at = first + 2 + entry * 12
      if (view.getUint16(at, little) !== ORIENTATION) continue
      const value = view.getUint16(at + 8, little)
      return value >= 1 && value <= 8 ? value : null
    }
  } catch {
    // offsets that lead out of the segment: it says nothing
  }
  return null
}

/** An Exif segment that says how the picture is turned, and nothing else. */
export const turned = (turn: number): Uint8Array =>
  Uint8Array.of(
    ...[0xff, 0xe1, 0, 34, ...new TextEncoder().encode('Exif\0\0MM\0*')],
    ...[0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0],
  )
