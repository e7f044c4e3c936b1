import { expect, it } from 'vitest'
import { community, guest } from '../../../tests/community.ts'
import { noise, uploaded } from '../../../tests/uploads.ts'
import { distinct } from './rules.ts'

/** The names and bytes in a zip that stores its files as they are, by its own directory. */
function entriesOf(zip: Uint8Array): [string, Uint8Array][] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const entries: [string, Uint8Array][] = []
  const end = zip.length - 22
  expect(view.getUint32(end, true)).toBe(0x06054b50)
  let at = view.getUint32(end + 16, true)
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    const size = view.getUint32(at + 24, true)
    const length = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + length))
    const local = view.getUint32(at + 42, true)
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    entries.push([name, zip.slice(start, start + size)])
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

it('streams several files as one, each by its own right', async () => {
  const home = await community()
  const at = (space: string) => ({ purpose: 'resource', community: home.slug, space })
  const open = at(await home.space({ spaceType: 'resources' }))
  const hidden = at(await home.space({ spaceType: 'resources', visibility: 'private' }))
  const [one, two] = [noise(70_000), noise(10)]
  const a = await uploaded(home.owner, one, { ...open, name: 'фига.bin' })
  const b = await uploaded(home.owner, two, { ...open, name: '../Фига.bin' })
  const secret = await uploaded(home.owner, noise(5), { ...hidden, name: 'secret.bin' })
  const path = (...files: { id: string }[]) =>
    `/files/zip?name=../my%20"files&${files.map(({ id }) => `id=${id}`).join('&')}`
  const answer = await guest().get(path(a, b, a))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/zip')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="my _files.zip"')
  const zip = new Uint8Array(await answer.arrayBuffer())
  expect(answer.headers.get('content-length')).toBe(`${zip.length}`)
  expect(entriesOf(zip)).toEqual([
    ['фига.bin', one],
    ['Фига (2).bin', two],
  ])
  expect((await guest().get(path(a, secret))).status).toBe(404)
  expect((await home.owner.request('HEAD', path(a, secret))).status).toBe(200)
  expect((await guest().get('/files/zip')).status).toBe(404)
  expect((await guest().get('/files/zip?id=1')).status).toBe(404)
  const many = Array.from({ length: 101 }, () => ({ id: crypto.randomUUID() }))
  expect((await guest().get(path(...many))).status).toBe(422)
})

it('names no two files the same', () => {
  expect(distinct(['a.txt', 'A.txt', 'a (2).txt', 'a.txt', '.env', '.env'])).toEqual([
    ...['a.txt', 'A (2).txt', 'a (2) (2).txt', 'a (3).txt', '.env', '.env (2)'],
  ])
})
