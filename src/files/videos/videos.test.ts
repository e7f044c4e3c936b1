import { describe, expect, it } from 'vitest'
import { community } from '../../../tests/community.ts'
import { box, filmParts, tellingFilm } from '../../../tests/films.ts'
import { joined } from '../../../tests/pictures.ts'
import { noise, uploaded } from '../../../tests/uploads.ts'
import { PART } from '../rules.ts'
import type { Spot } from './rules.ts'
import { blanked } from './stream/rules.ts'

const text = (words: string) => Uint8Array.from(words, (char) => char.charCodeAt(0))
const holds = (bytes: Uint8Array, words: string) =>
  new TextDecoder('latin1').decode(bytes).includes(words)

const inPieces = (bytes: Uint8Array, length: number) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += length)
        controller.enqueue(bytes.slice(at, at + length))
      controller.close()
    },
  })

/** Sends a file in requests of so many bytes, which come in chunks; the spot goes through JSON. */
async function sent(file: Uint8Array, request: number, chunk: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let from: Spot | 'start' | null = 'start'
  for (let at = 0; at < file.length; at += request) {
    const clean = blanked(inPieces(file.subarray(at, at + request), chunk), from, file.length)
    parts.push(new Uint8Array(await new Response(clean.stream).arrayBuffer()))
    from = JSON.parse(JSON.stringify(clean.spot()))
  }
  return joined(...parts)
}

const gone = ['GPS', '48.85', 'A phone', 'ISO6709', 'hangs behind']

describe.each([false, true])('a film whose index comes last: %s', (isIndexLast) => {
  const pictures = noise(300)
  const film = tellingFilm(pictures, isIndexLast)

  it('loses its places, and nothing moves, wherever it is cut', async () => {
    const whole = await sent(film, film.length, film.length)
    for (const words of gone) expect(holds(whole, words), words).toBe(false)
    for (const words of filmParts) expect(whole.length && holds(whole, words), words).toBe(true)
    const at = film.findIndex((_, i) => pictures.every((byte, n) => film[i + n] === byte))
    expect(whole.subarray(at, at + 300)).toEqual(pictures)
    expect(whole.length).toBe(film.length)
    // what tells is room that nobody uses
    for (const type of ['udta', 'meta', 'uuid']) expect(holds(whole, type), type).toBe(false)
    for (const chunk of [1, 5, 64]) expect(await sent(film, film.length, chunk)).toEqual(whole)
    // a first piece is at least a whole part
    for (let cut = 12; cut < film.length; cut++) {
      const parts = await sent(film, cut, 97)
      expect(parts.length).toBe(film.length)
      for (const words of gone) expect(holds(parts, words), `${words} at ${cut}`).toBe(false)
      // but for a name that had been passed on with the piece before
      const differs = [...parts.keys()].filter((n) => parts[n] !== whole[n])
      const left = String.fromCharCode(
        ...differs.map((n) => (parts[n] === film[n] ? (parts[n] ?? 0) : 0)),
      )
      // and what might have been the head of a box
      expect(left.replace(/udta|meta|uuid|free/g, '').length, left).toBeLessThan(16)
    }
  })

  it('is cleaned again without a change', async () => {
    const once = await sent(film, 200, 50)
    expect(await sent(once, 200, 50)).toEqual(once)
  })
})

it('keeps what there is of a film that was cut off', async () => {
  const film = tellingFilm(noise(300), false)
  const cut = film.subarray(0, film.length - 200)
  const clean = await sent(cut, cut.length, 64)
  expect(clean.length).toBe(cut.length)
  expect(clean.subarray(-100)).toEqual(cut.subarray(-100))
})

it('leaves alone what is no film', async () => {
  const tail = joined(box('meta', text('GPS')), box('udta', text('GPS')))
  for (const head of ['heic', 'avif', 'M4A '])
    expect(await sent(joined(box('ftyp', text(`${head}\0\0\0\0`)), tail), 30, 7)).toEqual(
      joined(box('ftyp', text(`${head}\0\0\0\0`)), tail),
    )
  for (const words of ['', 'a', 'short text', '####wide open spaces, and a meta thought'])
    expect(await sent(text(words), 20, 3)).toEqual(text(words))
  const damaged = joined(box('ftyp', text('isom')), Uint8Array.of(0, 0, 0, 3), text('moov'))
  expect((await sent(damaged, 9, 4)).length).toBe(damaged.length)
})

it('is cleaned on its way into the bucket, in one piece and in parts', async () => {
  const home = await community()
  const at = { purpose: 'attachment', community: home.slug, space: await home.space() }
  // the index lies across the boundary
  for (const length of [1000, PART - 200]) {
    const film = tellingFilm(noise(length), true)
    const file = await uploaded(home.owner, film, { ...at, name: 'figs.mp4' })
    expect(file).toMatchObject({ type: 'video/mp4', size: film.length })
    const stored = new Uint8Array(await (await home.owner.get(file.url)).arrayBuffer())
    for (const words of gone) expect(holds(stored, words), words).toBe(false)
    for (const words of filmParts) expect(holds(stored, words), words).toBe(true)
  }
})
