import { open, readFile } from 'node:fs/promises'

/** How often the pictures of the short film are shown. */
const TIMES = 200

/**
 * Writes a film of so many bytes that can be played: the pictures of a short one, over and over, far
 * from each other, so that whoever searches in it has to ask for what lies there.
 * @param source a fragmented MP4 of one track
 * @returns its seconds
 */
export async function writeFilm(path: string, source: URL, size: number): Promise<number> {
  const bytes = await readFile(source)
  const top = boxesIn(bytes, 0, bytes.length)
  const [ftyp, moov, moof, mdat] = ['ftyp', 'moov', 'moof', 'mdat'].map((type) => one(top, type))
  if (!ftyp || !moov || !moof || !mdat) throw new Error('not the film that was thought of')
  const { timescale, samples } = picturesOf(bytes, moov, moof)
  const pictures = bytes.subarray(mdat.at + 8, mdat.at + mdat.size)
  const ticks = TIMES * samples.reduce((sum, { ticks }) => sum + ticks, 0)
  const index = (offsets: number[]) => indexOf(bytes, moov, samples, ticks, offsets)
  const start = ftyp.size + index(new Array(TIMES).fill(0)).length + 8
  const step = Math.floor((size - start - pictures.length) / (TIMES - 1))
  const offsets = Array.from({ length: TIMES }, (_, time) => start + time * step)
  const file = await open(path, 'w')
  try {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(size - start + 8)
    head.write('mdat', 4)
    const before = bytes.subarray(ftyp.at, ftyp.at + ftyp.size)
    await file.write(Buffer.concat([before, index(offsets), head]), 0, undefined, 0)
    for (const offset of offsets) await file.write(pictures, 0, pictures.length, offset)
    await file.truncate(size)
  } finally {
    await file.close()
  }
  return ticks / timescale
}

type Box = { type: string; at: number; size: number }
type Sample = { ticks: number; size: number }

function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    const size = bytes.readUInt32BE(at)
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), at, size })
    at += size
  }
  return boxes
}

const inside = (bytes: Buffer, { at, size }: Box) => boxesIn(bytes, at + 8, at + size)
const one = (boxes: Box[], type: string) => boxes.find((box) => box.type === type)

/** A box in boxes, by the types on the way to it. */
function down(bytes: Buffer, from: Box, ...types: string[]): Box {
  return types.reduce((box, type) => {
    const found = one(inside(bytes, box), type)
    if (!found) throw new Error(`no ${type} in the film`)
    return found
  }, from)
}

function picturesOf(bytes: Buffer, moov: Box, moof: Box) {
  const timescale = bytes.readUInt32BE(down(bytes, moov, 'trak', 'mdia', 'mdhd').at + 28)
  const { at } = down(bytes, moof, 'traf', 'trun')
  // behind its flags, count, offset and the first one's flags each has a length and a size
  const samples = Array.from({ length: bytes.readUInt32BE(at + 12) }, (_, count): Sample => {
    const entry = at + 24 + 8 * count
    return { ticks: bytes.readUInt32BE(entry), size: bytes.readUInt32BE(entry + 4) }
  })
  return { timescale, samples }
}

/** The index of the whole: the short film's own, with lengths and tables that name every picture. */
function indexOf(
  bytes: Buffer,
  moov: Box,
  samples: Sample[],
  ticks: number,
  offsets: number[],
): Buffer {
  const all = offsets.flatMap(() => samples)
  const tables = [
    table('stts', all.length, ...all.flatMap(({ ticks }) => [1, ticks])),
    table('stss', TIMES, ...offsets.map((_, time) => 1 + time * samples.length)),
    table('stsc', 1, 1, samples.length, 1),
    table('stsz', 0, all.length, ...all.map(({ size }) => size)),
    table('stco', TIMES, ...offsets),
  ]
  const made = (box: Box): Buffer => {
    if (box.type === 'stbl') {
      const stsd = down(bytes, box, 'stsd')
      return boxed('stbl', copy(bytes, stsd), ...tables)
    }
    if (['moov', 'trak', 'mdia', 'minf'].includes(box.type)) {
      const kept = inside(bytes, box).filter(({ type }) => type !== 'mvex')
      return boxed(box.type, ...kept.map(made))
    }
    const body = copy(bytes, box)
    const length = { mvhd: 32, mdhd: 32, tkhd: 36 }[box.type]
    if (length) body.writeBigUInt64BE(BigInt(ticks), length)
    return body
  }
  return made(moov)
}

const copy = (bytes: Buffer, { at, size }: Box) => Buffer.from(bytes.subarray(at, at + size))

function boxed(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4)
  return Buffer.concat([head, body])
}

function table(type: string, ...numbers: number[]): Buffer {
  const body = Buffer.alloc(4 + 4 * numbers.length)
  for (const [place, number] of numbers.entries()) body.writeUInt32BE(number, 4 + 4 * place)
  return boxed(type, body)
}
