import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { thumbHashToApproximateAspectRatio } from 'thumbhash'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Community, community } from '../../../tests/community.ts'
import { ORIGIN } from '../../../tests/people.ts'
import { joined, jpeg, png, tellingJpeg } from '../../../tests/pictures.ts'
import { takeImages } from '../../../tests/setup/worker.ts'
import { uploaded } from '../../../tests/uploads.ts'
import { connect } from '../../db/connect.ts'
import { Damaged } from '../pictures/cursor/rules.ts'
import { pixelsOfPng } from '../pictures/pixels/rules.ts'
import { files } from '../tables.ts'
import { hashFrom, SMALL } from './hash/rules.ts'
import { placeholderOf } from './rules.ts'

const db = connect(env)
const claimed = btoa('a placeholder of it')

const metadataOf = async (id: string) => {
  const [row] = await db.select().from(files).where(sql`${files.id} = ${id}::uuid`)
  return row?.metadata
}

let home: Community
let at: { purpose: string; community: string; space: string; name: string }
beforeEach(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined)
  home = await community()
  at = { purpose: 'attachment', community: home.slug, space: await home.space(), name: 'figs.png' }
})
afterEach(() => takeImages(false))

describe('where the account has Cloudflare Images', () => {
  it('is made of the picture, whatever the uploader says or does not', async () => {
    const { width, height, rgba } = pixelsOfPng(png, SMALL)
    const own = hashFrom(width, height, rgba)
    expect(placeholderOf(own)).toMatch(/^data:image\/png/)
    const silent = await uploaded(home.owner, png, at)
    expect(silent).toMatchObject({ width: 16, height: 12, thumbhash: own })
    expect(silent.claimed).toBeUndefined()
    const said = await uploaded(home.owner, png, { ...at, thumbhash: claimed })
    expect(said.thumbhash).toBe(own)
    expect(said.claimed).toBeUndefined()
  })

  it('stands as the picture does that is turned', async () => {
    const lying = await uploaded(home.owner, jpeg, at)
    const turned = await uploaded(home.owner, tellingJpeg, at)
    const ratio = ({ thumbhash = '' }) =>
      thumbHashToApproximateAspectRatio(Uint8Array.from(atob(thumbhash), (c) => c.charCodeAt(0)))
    expect([lying.width, turned.width]).toEqual([16, 12])
    expect(ratio(lying)).toBeGreaterThan(1)
    expect(ratio(turned)).toBeLessThan(1)
  })

  it('comes with a plain form', async () => {
    const form = new FormData()
    for (const [name, value] of Object.entries(at)) form.append(name, value)
    form.append('file', new File([png], 'figs.png'))
    const sent = await home.owner.request('POST', '/files', form, { origin: ORIGIN })
    expect(sent.status).toBe(201)
    const { id } = await sent.json<{ id: string }>()
    expect((await metadataOf(id))?.thumbhash).toBeDefined()
    expect(await metadataOf(id)).not.toHaveProperty('claimed')
  })

  it('is what the uploader says where Images cannot read the picture', async () => {
    // its size can be read, and that is all
    const cut = joined(png.subarray(0, 33), png.subarray(-12))
    const silent = await uploaded(home.owner, cut, at)
    expect(silent).toMatchObject({ width: 16, height: 12 })
    expect(silent.thumbhash).toBeUndefined()
    const said = await uploaded(home.owner, cut, { ...at, thumbhash: claimed })
    expect(said).toMatchObject({ thumbhash: claimed, claimed: ['thumbhash'] })
  })
})

it('is the uploader’s word where the account has not, or none, and nothing jumps all the same', async () => {
  takeImages(true)
  const silent = await uploaded(home.owner, png, at)
  expect(silent).toMatchObject({ width: 16, height: 12 })
  expect(silent.thumbhash).toBeUndefined()
  const said = await uploaded(home.owner, png, { ...at, thumbhash: claimed })
  expect(said).toMatchObject({ thumbhash: claimed, claimed: ['thumbhash'] })
  const attachments = [{ id: silent.id, alt: 'Figs' }]
  const post = await home.post(home.owner, at.space, { attachments })
  const page = await home.owner.page(home.at(`/posts/${post}`))
  const shown = [...page.matchAll(/<img[^>]*>/g)].map(([tag]) => tag)
  const picture = shown.find((tag) => tag.includes(silent.id))
  expect(picture).toContain('width="16"')
  expect(picture).toContain('height="12"')
  expect(picture).not.toContain('data:image')
})

describe('the pixels of a PNG', () => {
  const text = (words: string) => new TextEncoder().encode(words)
  const long = (value: number) => {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setUint32(0, value)
    return bytes
  }
  const chunk = (type: string, ...body: number[]) =>
    joined(long(body.length), text(type), Uint8Array.from(body), long(0))

  /** Two by two pixels of a depth and a kind of colour, with rows as they are given. */
  async function made(depth: number, colour: number, rows: number[], more = new Uint8Array()) {
    const zipped = new Blob([Uint8Array.from(rows)])
      .stream()
      .pipeThrough(new CompressionStream('deflate'))
    const packed = new Uint8Array(await new Response(zipped).arrayBuffer())
    return joined(
      png.subarray(0, 8),
      chunk('IHDR', 0, 0, 0, 2, 0, 0, 0, 2, depth, colour, 0, 0, 0),
      more,
      // in two pieces, as it may come
      chunk('IDAT', ...packed.subarray(0, 3)),
      chunk('IDAT', ...packed.subarray(3)),
      chunk('IEND'),
    )
  }
  const read = async (bytes: Uint8Array) => [...pixelsOfPng(bytes, 2).rgba]

  it('come out of every kind of colour and depth', async () => {
    const plain = [1, 2, 3, 255, 4, 5, 6, 255, 7, 8, 9, 255, 10, 11, 12, 255]
    expect(await read(await made(8, 2, [0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12]))).toEqual(
      plain,
    )
    expect(
      await read(
        await made(
          16,
          6,
          [0, 1, 0, 2, 0, 3, 0, 9, 0, 4, 0, 5, 0, 6, 0, 8, 0].concat([0, ...Array(16).fill(7)]),
        ),
      ),
    ).toEqual([1, 2, 3, 9, 4, 5, 6, 8, 7, 7, 7, 7, 7, 7, 7, 7])
    expect(await read(await made(8, 4, [0, 1, 9, 2, 8, 0, 3, 7, 4, 6]))).toEqual([
      ...[1, 1, 1, 9, 2, 2, 2, 8],
      ...[3, 3, 3, 7, 4, 4, 4, 6],
    ])
    const palette = joined(chunk('PLTE', 1, 2, 3, 4, 5, 6), chunk('tRNS', 7))
    expect(await read(await made(2, 3, [0, 0b00010000, 0, 0b01000000], palette))).toEqual([
      ...[1, 2, 3, 7, 4, 5, 6, 255],
      ...[4, 5, 6, 255, 1, 2, 3, 7],
    ])
  })

  it('do not come of what is larger or cut, or of grey in few bits', async () => {
    expect(() => pixelsOfPng(png, 15)).toThrow(Damaged)
    expect(() => pixelsOfPng(png.subarray(0, 20), 100)).toThrow(Damaged)
    await expect(read(await made(1, 0, [0, 0b01000000, 0, 0b10000000]))).rejects.toThrow(Damaged)
  })
})
