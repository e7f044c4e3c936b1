/**
 * Rows of a PNG as they were before each was told by its difference from what is around it.
 * @param rows each with a byte before it that says how
 * @param stride bytes of a row without that one
 * @param step bytes back to the same sample of the pixel before
 */
export function filled(rows: Uint8Array, stride: number, step: number): Uint8Array {
  const height = rows.length / (stride + 1)
  const plain = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const how = rows[y * (stride + 1)] ?? 0
    const [start, above] = [y * stride, (y - 1) * stride]
    for (let x = 0; x < stride; x++) {
      const left = x < step ? 0 : (plain[start + x - step] ?? 0)
      const up = y === 0 ? 0 : (plain[above + x] ?? 0)
      const corner = x < step || y === 0 ? 0 : (plain[above + x - step] ?? 0)
      plain[start + x] = (rows[start + y + 1 + x] ?? 0) + guess(how, left, up, corner)
    }
  }
  return plain
}

function guess(how: number, left: number, up: number, corner: number): number {
  if (how === 1) return left
  if (how === 2) return up
  if (how === 3) return (left + up) >> 1
  return how === 4 ? nearest(left, up, corner) : 0
}

/** Paeth's: whichever is nearest to what a slope would give. */
function nearest(left: number, up: number, corner: number): number {
  const slope = left + up - corner
  const [a, b, c] = [Math.abs(slope - left), Math.abs(slope - up), Math.abs(slope - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}
