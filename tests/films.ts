import { joined } from './pictures.ts'

const text = (words: string) => Uint8Array.from(words, (char) => char.charCodeAt(0))

/** A box of an MP4; a long one says its size in eight bytes. */
export function box(type: string, body: Uint8Array, isLong = false): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(isLong ? 16 : 8)
  const view = new DataView(head.buffer)
  view.setUint32(0, isLong ? 1 : body.length + 8)
  head.set(text(type), 4)
  if (isLong) view.setBigUint64(8, BigInt(body.length + 16))
  return joined(head, body)
}

const place = text('+48.8500+002.3500/GPS')
const telling = [
  box('udta', joined(box('\xa9xyz', place), box('\xa9mak', text('A phone')), new Uint8Array(4))),
  box('meta', joined(box('keys', text('com.apple.quicktime.location.ISO6709')), place)),
]

/** The index of a film: of its tracks, and of what a phone tells of itself. */
const moov = box(
  'moov',
  joined(
    box('mvhd', new Uint8Array(100)),
    box(
      'trak',
      joined(box('tkhd', text('how to turn it')), ...telling, box('mdia', text('tables'))),
    ),
    ...telling,
    new Uint8Array(4),
  ),
)
const ftyp = box('ftyp', text('isom\0\0\x02\0isomiso2mp41'))

/** A film with places in its index, before its pictures or behind them, and around it. */
export const tellingFilm = (pictures: Uint8Array, isIndexLast: boolean): Uint8Array<ArrayBuffer> =>
  joined(
    ftyp,
    ...(isIndexLast ? [] : [moov]),
    box('free', place),
    box('mdat', pictures, isIndexLast),
    ...(isIndexLast ? [moov] : []),
    box('uuid', joined(text('\xbe\x7a\xcf\xcb'), place)),
    text('what a phone hangs behind: GPS'),
  )

/** What has to be left of it. */
export const filmParts = ['isomiso2mp41', 'mvhd', 'tkhd', 'how to turn it', 'mdia', 'tables']
