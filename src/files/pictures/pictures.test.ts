import { imageSize } from 'image-size'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Community, community } from '../../../tests/community.ts'
import {
  gif,
  joined,
  jpeg,
  png,
  tellingGif,
  tellingJpeg,
  tellingPng,
  tellingWebp,
  webp,
} from '../../../tests/pictures.ts'
import { uploaded, type Wanted } from '../../../tests/uploads.ts'
import { Damaged } from './cursor/rules.ts'
import { editsOfGif } from './gif/rules.ts'
import { editsOfJpeg } from './jpeg/rules.ts'
import { editsOfPng } from './png/rules.ts'
import { edited, sizeAfter } from './rules.ts'
import { editsOfWebp } from './webp/rules.ts'

const inPieces = (bytes: Uint8Array, length: number) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += length)
        controller.enqueue(bytes.slice(at, at + length))
      controller.close()
    },
  })

const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream).arrayBuffer())

const holds = (bytes: Uint8Array, words: string) => String.fromCharCode(...bytes).includes(words)

const kinds = [
  ['JPEG', editsOfJpeg, jpeg, tellingJpeg],
  ['PNG', editsOfPng, png, tellingPng],
  ['WebP', editsOfWebp, webp, tellingWebp],
  ['GIF', editsOfGif, gif, tellingGif],
] as const

describe.each(kinds)('%s', (name, editsOf, plain, telling) => {
  it.each([1, 7, 100_000])('loses its place and nothing else, in pieces of %i', async (length) => {
    const edits = await editsOf(inPieces(telling, length), telling.length)
    const clean = await bytesOf(edited(inPieces(telling, length), edits))
    expect(clean.length).toBe(sizeAfter(telling.length, edits))
    for (const words of ['GPS', '<script', '<x', 'Photoshop', '48.85'])
      expect(holds(clean, words)).toBe(false)
    expect(imageSize(clean)).toMatchObject({ width: 16, height: 12 })
    // what makes up the picture is all there
    expect(
      holds(
        clean,
        String.fromCharCode(...plain.subarray(name === 'WebP' ? 12 : name === 'GIF' ? 38 : 40)),
      ),
    ).toBe(true)
    expect(await editsOf(inPieces(clean, length), clean.length)).toEqual(
      // the turn is put in anew
      name === 'JPEG' ? [expect.anything(), expect.objectContaining({ drop: 36 })] : [],
    )
  })

  it('is left as it is when there is nothing to take out', async () => {
    const edits = await editsOf(inPieces(plain, 50), plain.length)
    expect(edits.filter(({ drop }) => drop > 0)).toEqual([])
  })

  it('is damaged when it ends in the middle of its beginning', async () => {
    const cut = telling.subarray(0, 30)
    await expect(editsOf(inPieces(cut, 10), cut.length)).rejects.toThrow(Damaged)
  })
})

describe('a stored picture', () => {
  let home: Community
  let at: Wanted
  beforeAll(async () => {
    home = await community()
    at = { purpose: 'attachment', community: home.slug, space: await home.space() }
  })
  const stored = async (url: string) =>
    new Uint8Array(await (await home.owner.get(url)).arrayBuffer())

  it('has lost its place, kept its turn, and has its size', async () => {
    const file = await uploaded(home.owner, tellingJpeg, { ...at, name: 'figs.jpg' })
    const bytes = await stored(file.url)
    expect(holds(bytes, 'GPS')).toBe(false)
    expect(imageSize(bytes).orientation).toBe(6)
    expect(file).toMatchObject({
      type: 'image/jpeg',
      kind: 'picture',
      size: bytes.length,
      // as it is seen: turned
      width: 12,
      height: 16,
    })
    for (const [telling, type] of [
      [tellingPng, 'image/png'],
      [tellingWebp, 'image/webp'],
      [tellingGif, 'image/gif'],
    ] as const) {
      const other = await uploaded(home.owner, telling, { ...at, name: 'figs' })
      expect(other).toMatchObject({ type, width: 16, height: 12 })
      expect(holds(await stored(other.url), 'GPS')).toBe(false)
    }
  })

  it('is refused when it is damaged, or of a kind whose place we cannot take out', async () => {
    await expect(uploaded(home.owner, tellingPng.subarray(0, 60), at)).rejects.toThrow('damaged')
    const heic = joined(
      Uint8Array.of(0, 0, 0, 24),
      new TextEncoder().encode('ftypheic\0\0\0\0mif1heic'),
    )
    await expect(uploaded(home.owner, heic, at)).rejects.toThrow('remove the place')
    const page = new TextEncoder().encode('<html><script>')
    await expect(uploaded(home.owner, page, { purpose: 'avatar' })).rejects.toThrow('Choose a JPEG')
  })
})
