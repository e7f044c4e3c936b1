/** The head of a box: its type, empty where it can be none, its own length, and that of all of it. */
export type Box = { type: string; length: 8 | 16; size: number }

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** The head of the box that begins here, or null if there is too little of it. */
export function headOf(bytes: Uint8Array): Box | null {
  if (bytes.length < 8) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const type = text(bytes.subarray(4, 8))
  const short = view.getUint32(0)
  const isBox = /^[\x20-\x7e\xa9]{4}$/.test(type)
  if (short !== 1 || !isBox) return { type: isBox ? type : '', length: 8, size: short }
  if (bytes.length < 16) return null
  return { type, length: 16, size: Number(view.getBigUint64(8)) }
}

/** Still pictures are made of such boxes, too, and need them; sound keeps its titles. */
const OTHERS = /^(hei[cxms]|hev[cxms]|mif1|msf1|avi[fs]|crx |jp2 |jpx |M4[ABP] |qcp )/

/** How many bytes tell whether a file is a film of boxes. */
export const OPENING = 12

/** Whether a file is an MP4, a MOV or the like. @param size of the whole, in bytes */
export function isFilm(opening: Uint8Array, size: number): boolean {
  const head = headOf(opening)
  if (!head || head.size > size) return false
  if (head.type === 'ftyp') return !OTHERS.test(text(opening.subarray(8, OPENING)))
  return ['moov', 'mdat', 'wide', 'pnot'].includes(head.type)
}
