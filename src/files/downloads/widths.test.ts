import { imageSize } from 'image-size'
import { expect, it } from 'vitest'
import { community, timing } from '../../../tests/community.ts'
import { joined, png } from '../../../tests/pictures.ts'
import { uploaded } from '../../../tests/uploads.ts'
import { widthFor } from './rules.ts'

const text = (words: string) => new TextEncoder().encode(words)

const number = (value: number) => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** The sum that ends a chunk of a PNG. */
function crc(bytes: Uint8Array): number {
  let sum = -1
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return ~sum >>> 0
}

const chunk = (type: string, body: Uint8Array) => {
  const named = joined(text(type), body)
  return joined(number(body.length), named, number(crc(named)))
}

/** A grey picture. */
async function pictureOf(width: number, height: number) {
  const rows = new Uint8Array((width + 1) * height)
  const packed = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'))
  const head = joined(number(width), number(height), Uint8Array.of(8, 0, 0, 0, 0))
  const pixels = new Uint8Array(await new Response(packed).arrayBuffer())
  return joined(
    ...[png.subarray(0, 8), chunk('IHDR', head), chunk('IDAT', pixels)],
    chunk('IEND', new Uint8Array()),
  )
}

it('serves a picture in a width, and never larger than it is', async () => {
  const home = await community()
  const space = await home.space({ spaceType: 'resources' })
  const at = { purpose: 'resource', community: home.slug, space }
  const file = await uploaded(home.owner, await pictureOf(700, 350), { ...at, name: 'wide.png' })
  const ask = (query: string, headers = {}) => home.owner.get(file.url + query, headers)
  const small = await ask('?w=300')
  expect(small.headers.get('content-type')).toBe('image/webp')
  expect(imageSize(new Uint8Array(await small.arrayBuffer()))).toMatchObject({
    ...{ width: 320, height: 160 },
  })
  const etag = small.headers.get('etag') ?? ''
  // kept as it was made, and told the same without being made
  const again = await home.owner.rest().get(`${file.url}?w=320`)
  expect([timing(again).cache, again.headers.get('etag')]).toEqual(['MISS', etag])
  await again.arrayBuffer()
  const kept = await home.owner.get(`${file.url}?w=250`)
  expect([timing(kept).cache, kept.headers.get('etag')]).toEqual(['HIT', etag])
  await kept.arrayBuffer()
  for (const query of ['?w=320', '?w=320&download']) {
    const { headers } = await home.owner.request('HEAD', file.url + query)
    expect([headers.get('etag'), headers.get('content-type')]).toEqual([etag, 'image/webp'])
    expect([headers.get('accept-ranges'), headers.get('content-range')]).toEqual([null, null])
  }
  const whole = await ask('')
  expect(whole.headers.get('content-type')).toBe('image/png')
  expect(whole.headers.get('etag')).not.toBe(etag)
  await whole.arrayBuffer()
  expect((await ask('?w=300', { 'if-none-match': etag })).status).toBe(304)
  expect((await ask('', { 'if-none-match': etag })).status).toBe(200)
  for (const query of ['?w=960', '?w=99999', '?w=x', '?w=']) {
    const as = await ask(query)
    expect(as.headers.get('content-type')).toBe('image/png')
    await as.arrayBuffer()
  }
})

it('has few widths', () => {
  const file = { fileType: 'image/jpeg', metadata: { width: 4000 } }
  expect(['1', '160', '161', '1920', '1921', undefined].map((w) => widthFor(w, file))).toEqual([
    ...[160, 160, 320, 1920, null, null],
  ])
  expect(widthFor('160', { ...file, fileType: 'image/gif' })).toBeNull()
  expect(widthFor('160', { fileType: 'image/jpeg', metadata: {} })).toBeNull()
})
