import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { community, someone } from '../../../tests/community.ts'
import { guest } from '../../../tests/people.ts'
import { jpeg } from '../../../tests/pictures.ts'
import { claim, noise, piece, type Upload, uploaded } from '../../../tests/uploads.ts'
import { PART } from '../rules.ts'

const hex = async (bytes: BufferSource) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

const same = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

async function shelf() {
  const home = await community()
  const space = await home.space({ spaceType: 'resources' })
  return { home, at: { purpose: 'resource', community: home.slug, space } }
}

/** What the bucket has of an upload. */
const keysOf = async (id: string) =>
  (await env.FILES.list({ prefix: `files/${id}` })).objects.map(({ key }) => key)

describe('uploads', () => {
  it('takes a small file in one PUT and reads what it is', async () => {
    const { home, at } = await shelf()
    const bytes = new TextEncoder().encode('# Figs\n\nCover them.')
    const claimed = await claim(home.owner, bytes.length, { ...at, name: 'figs.md' })
    expect(claimed.status).toBe(201)
    const { id } = await claimed.json<Upload>()
    const put = await home.owner.request('PUT', `/uploads/${id}`, bytes)
    expect(put.status).toBe(200)
    expect(await put.json()).toMatchObject({
      id,
      status: 'ready',
      offset: bytes.length,
      file: {
        name: 'figs.md',
        type: 'text/markdown',
        kind: 'text',
        size: bytes.length,
        url: `/files/${id}/figs.md`,
        sha256: await hex(bytes),
      },
    })
    const read = await home.owner.get(`/files/${id}/figs.md`)
    expect(await read.text()).toBe('# Figs\n\nCover them.')
  })

  it('speaks tus: creation, offsets, pieces, the end', async () => {
    const { home, at } = await shelf()
    const bytes = noise(2 * PART + 1000)
    const said = Object.entries({ name: 'Überblick.bin', ...at })
    const metadata = said.map(
      ([key, value]) => `${key} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`,
    )
    const tus = { 'tus-resumable': '1.0.0' }
    const created = await home.owner.request('POST', '/uploads', undefined, {
      ...tus,
      'upload-length': `${bytes.length}`,
      'upload-metadata': metadata.join(','),
    })
    expect(created.status).toBe(201)
    expect(created.headers.get('tus-resumable')).toBe('1.0.0')
    const path = created.headers.get('location') ?? ''
    const id = path.split('/').at(-1) ?? ''
    for (let at = 0; at < bytes.length; at += PART) {
      const head = await home.owner.request('HEAD', path, undefined, tus)
      expect(head.headers.get('upload-offset')).toBe(`${at}`)
      expect(head.headers.get('upload-length')).toBe(`${bytes.length}`)
      expect(head.headers.get('cache-control')).toContain('no-store')
      const sent = await piece(home.owner, id, at, bytes.subarray(at, at + PART))
      expect(sent.status).toBe(204)
      expect(sent.headers.get('upload-offset')).toBe(`${Math.min(at + PART, bytes.length)}`)
    }
    const { file } = await home.owner.json<Upload>(path)
    expect(file).toMatchObject({ name: 'Überblick.bin', type: 'application/octet-stream' })
    const read = await home.owner.get(file?.url ?? '')
    expect(same(new Uint8Array(await read.arrayBuffer()), bytes)).toBe(true)
  })

  it('goes on at every boundary, and takes no piece out of its order', async () => {
    const { home, at } = await shelf()
    const bytes = noise(2 * PART + 5)
    const { id } = await (await claim(home.owner, bytes.length, at)).json<Upload>()
    const send = (offset: number) =>
      piece(home.owner, id, offset, bytes.subarray(offset, offset + PART))
    expect((await send(PART)).status).toBe(409)
    expect((await send(2 * PART)).status).toBe(409)
    expect((await send(0)).status).toBe(204)
    // the answer was lost: the client asks, and goes on
    expect((await send(0)).status).toBe(409)
    expect((await home.owner.json<Upload>(`/uploads/${id}`)).offset).toBe(PART)
    const cut = bytes.subarray(PART, PART + 1000)
    expect((await piece(home.owner, id, PART, cut)).status).toBe(400)
    expect((await home.owner.json<Upload>(`/uploads/${id}`)).offset).toBe(PART)
    expect((await send(PART)).status).toBe(204)
    expect((await send(2 * PART)).status).toBe(204)
    expect((await home.owner.json<Upload>(`/uploads/${id}`)).status).toBe('ready')
    const read = await home.owner.get(`/files/${id}/notes.txt`)
    expect(same(new Uint8Array(await read.arrayBuffer()), bytes)).toBe(true)
  })

  it('lets no late try reach a file that is there', async () => {
    const { home, at } = await shelf()
    const [first, second] = [jpeg, new TextEncoder().encode('<html>'.padEnd(jpeg.length))]
    const { id } = await (await claim(home.owner, jpeg.length, at)).json<Upload>()
    // its last byte comes when the other try is long done
    const slow = new TransformStream<Uint8Array, Uint8Array>()
    const writer = slow.writable.getWriter()
    const late = home.owner.request('PUT', `/uploads/${id}`, slow.readable)
    await writer.write(second.subarray(0, 9))
    expect((await home.owner.request('PUT', `/uploads/${id}`, first)).status).toBe(200)
    await writer.write(second.subarray(9))
    await writer.close()
    expect((await late).status).toBe(409)
    const read = await home.owner.get(`/files/${id}/notes.txt`)
    expect(read.headers.get('content-type')).toBe('image/jpeg')
    expect(same(new Uint8Array(await read.arrayBuffer()), first)).toBe(true)
    expect((await home.owner.delete(`/uploads/${id}`)).status).toBe(409)
    expect(await keysOf(id)).toHaveLength(1)
  })

  it('stores nothing of a body that is not as long as was said', async () => {
    const { home, at } = await shelf()
    const { id } = await (await claim(home.owner, 1000, at)).json<Upload>()
    const endless = (length: number) =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(noise(length))
          controller.close()
        },
      })
    for (const length of [999, 1001, 40_000])
      expect((await home.owner.request('PUT', `/uploads/${id}`, endless(length))).status).toBe(400)
    expect(await keysOf(id)).toEqual([])
    expect((await home.owner.request('PUT', `/uploads/${id}`, endless(1000))).status).toBe(200)
  })

  it('cancels, and leaves nothing behind', async () => {
    const { home, at } = await shelf()
    const bytes = noise(PART + 10)
    const { id } = await (await claim(home.owner, bytes.length, at)).json<Upload>()
    await piece(home.owner, id, 0, bytes.subarray(0, PART))
    expect((await home.owner.delete(`/uploads/${id}`)).status).toBe(200)
    expect((await home.owner.get(`/uploads/${id}`)).status).toBe(404)
    expect((await piece(home.owner, id, PART, bytes.subarray(PART))).status).toBe(404)
    expect(await keysOf(id)).toEqual([])
  })

  it('is nobody else’s', async () => {
    const { home, at } = await shelf()
    const { id } = await (await claim(home.owner, 10, at)).json<Upload>()
    const other = await home.join()
    for (const [person, status] of [
      [guest(), 401],
      [other, 404],
    ] as const) {
      expect((await person.get(`/uploads/${id}`)).status).toBe(status)
      expect((await piece(person, id, 0, noise(10))).status).toBe(status)
      expect((await person.request('PUT', `/uploads/${id}`, noise(10))).status).toBe(status)
      expect((await person.delete(`/uploads/${id}`)).status).toBe(status)
    }
  })

  it('says by field what is wrong', async () => {
    const { home, at } = await shelf()
    const errors = async (size: number, wanted: object) => {
      const answer = await claim(home.owner, size, wanted)
      expect(answer.status).toBe(422)
      return Object.keys((await answer.json<{ errors: object }>()).errors)
    }
    expect(await errors(0, at)).toEqual(['size'])
    expect(await errors(6 * 1024 ** 3, at)).toEqual(['size'])
    expect(await errors(11 * 1024 ** 2, { purpose: 'avatar' })).toEqual(['size'])
    expect(await errors(1, { ...at, purpose: 'sofa' })).toEqual(['purpose'])
    expect(await errors(1, { ...at, community: undefined })).toEqual(['community'])
    expect(await errors(1, { ...at, space: undefined })).toEqual(['space'])
    expect(await errors(1, { ...at, purpose: 'captions' })).toEqual(['of'])
    expect(await errors(1, { ...at, thumbhash: '<script>' })).toEqual(['thumbhash'])
  })

  it('lets only those put files where they may', async () => {
    const { home, at } = await shelf()
    const talk = await home.space()
    const hidden = await home.space({ visibility: 'private' })
    const quiet = await home.space({ spaceType: 'resources', whoPosts: 'staff' })
    const [member, stranger] = [await home.join(), await someone()]
    const tried = async (person: typeof member, more: object) =>
      (await claim(person, 10, { ...at, ...more })).status
    expect(await tried(member, {})).toBe(201)
    expect(await tried(member, { space: talk })).toBe(403)
    expect(await tried(member, { purpose: 'attachment', space: talk })).toBe(201)
    expect(await tried(member, { space: hidden })).toBe(404)
    expect(await tried(member, { space: quiet })).toBe(403)
    expect(await tried(home.owner, { space: quiet })).toBe(201)
    expect(await tried(member, { purpose: 'logo', space: undefined })).toBe(403)
    expect(await tried(member, { purpose: 'cover' })).toBe(403)
    expect(await tried(home.owner, { purpose: 'cover' })).toBe(201)
    expect(await tried(home.owner, { purpose: 'logo', space: undefined })).toBe(201)
    expect(await tried(stranger, {})).toBe(403)
    expect(await tried(stranger, { purpose: 'logo', space: undefined })).toBe(403)
    expect(await tried(stranger, { community: 'nowhere-at-all' })).toBe(404)
    expect(await tried(guest(), {})).toBe(401)
    const other = await community()
    expect(await tried(other.owner, {})).toBe(403)
  })

  it('forgets a place that closed while the bytes came', async () => {
    const { home, at } = await shelf()
    const member = await home.join()
    const { id } = await (await claim(member, 10, at)).json<Upload>()
    await home.owner.put(home.at(`/members/${member.username}/ban`), { content: 'keep' })
    expect((await piece(member, id, 0, noise(10))).status).toBe(409)
    expect((await member.json<Upload>(`/uploads/${id}`)).status).toBe('pending')
  })

  it('replaces a file, whose address stays', async () => {
    const { home, at } = await shelf()
    const [first, second] = [noise(50), jpeg]
    const old = await uploaded(home.owner, first, { ...at, name: 'plan.bin' })
    const fresh = await uploaded(home.owner, second, { ...at, name: 'plan.jpg', replaces: old.id })
    expect(fresh).toMatchObject({ id: old.id, url: old.url, name: 'plan.jpg', type: 'image/jpeg' })
    const read = await home.owner.get(old.url)
    expect(read.headers.get('content-type')).toBe('image/jpeg')
    const member = await home.join()
    expect((await claim(member, 1, { ...at, replaces: old.id })).status).toBe(403)
    // not by the back door of another purpose, nor by a right that was lost meanwhile
    for (const purpose of ['attachment', 'captions', 'logo'])
      expect((await claim(member, 1, { ...at, purpose, replaces: old.id })).status).toBe(422)
    expect((await claim(member, 1, { ...at, purpose: 'attachment', of: old.id })).status).toBe(422)
    const moderator = await home.join('Milo', 'moderator')
    const { id } = await (await claim(moderator, 9, { ...at, replaces: old.id })).json<Upload>()
    await home.owner.put(home.at(`/members/${moderator.username}/role`), { role: 'member' })
    expect((await piece(moderator, id, 0, noise(9))).status).toBe(409)
    expect((await home.owner.request('HEAD', old.url)).headers.get('etag')).toBe(
      read.headers.get('etag'),
    )
  })
})
