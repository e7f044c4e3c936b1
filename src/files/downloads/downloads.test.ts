import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Community, community, guest, type Person, someone } from '../../../tests/community.ts'
import { joined, jpeg, polyglot } from '../../../tests/pictures.ts'
import { noise, uploaded } from '../../../tests/uploads.ts'
import { connect } from '../../db/connect.ts'
import type { FileFacts } from '../rules.ts'
import { fileDownloads } from './tables.ts'

const bytes = noise(1000)
const text = (words: string) => new TextEncoder().encode(words)

let home: Community
let at: { purpose: string; community: string; space: string }
let file: FileFacts
beforeAll(async () => {
  home = await community()
  at = {
    purpose: 'resource',
    community: home.slug,
    space: await home.space({ spaceType: 'resources' }),
  }
  file = await uploaded(home.owner, bytes, { ...at, name: 'noise.bin' })
})

const ask = (headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  home.owner.request(method, file.url, undefined, headers)

describe('ranges', () => {
  const ranges: [string, number, number, number][] = [
    ['bytes=0-0', 206, 0, 1],
    ['bytes=0-99', 206, 0, 100],
    ['bytes=100-', 206, 100, 1000],
    ['bytes=-10', 206, 990, 1000],
    ['bytes=-5000', 206, 0, 1000],
    ['bytes=990-5000', 206, 990, 1000],
    // several at once, other units and what is no range: all of it
    ['bytes=0-1,5-6', 200, 0, 1000],
    ['lines=0-1', 200, 0, 1000],
    ['bytes=9-1', 200, 0, 1000],
    ['bytes=a-b', 200, 0, 1000],
    ['nonsense', 200, 0, 1000],
  ]
  for (const [range, status, start, end] of ranges)
    it(`answers ${range} with ${status}`, async () => {
      const answer = await ask({ range })
      expect(answer.status).toBe(status)
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes.subarray(start, end))
      expect(answer.headers.get('content-length')).toBe(`${end - start}`)
      expect(answer.headers.get('accept-ranges')).toBe('bytes')
      expect(answer.headers.get('content-range')).toBe(
        status === 206 ? `bytes ${start}-${end - 1}/1000` : null,
      )
      const head = await ask({ range }, 'HEAD')
      expect([head.status, head.headers.get('content-length')]).toEqual([status, `${end - start}`])
      expect((await head.arrayBuffer()).byteLength).toBe(0)
    })

  it('answers 416 for what lies behind the end', async () => {
    for (const range of ['bytes=1000-', 'bytes=5000-6000', 'bytes=-0']) {
      const answer = await ask({ range })
      expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */1000'])
    }
  })

  it('gives a part only of what is still the same', async () => {
    const first = await ask({}, 'HEAD')
    const etag = first.headers.get('etag') ?? ''
    const modified = first.headers.get('last-modified') ?? ''
    const status = async (condition: string) =>
      (await ask({ range: 'bytes=0-9', 'if-range': condition })).status
    expect(await status(etag)).toBe(206)
    expect(await status(modified)).toBe(206)
    expect(await status(`W/${etag}`)).toBe(200)
    expect(await status('"other"')).toBe(200)
    expect(await status(new Date(0).toUTCString())).toBe(200)
  })

  it('sends nothing again that is known', async () => {
    const first = await ask({}, 'HEAD')
    const etag = first.headers.get('etag') ?? ''
    const modified = first.headers.get('last-modified') ?? ''
    for (const known of [etag, `W/${etag}`, `"a", ${etag}`, '*']) {
      const answer = await ask({ 'if-none-match': known, range: 'bytes=0-1' })
      expect([answer.status, answer.headers.get('etag')]).toEqual([304, etag])
      expect((await answer.arrayBuffer()).byteLength).toBe(0)
    }
    expect((await ask({ 'if-modified-since': modified })).status).toBe(304)
    expect((await ask({ 'if-modified-since': new Date(0).toUTCString() })).status).toBe(200)
    const both = { 'if-none-match': '"other"', 'if-modified-since': modified }
    expect((await ask(both)).status).toBe(200)
  })
})

describe('what is served', () => {
  const served: [string, Uint8Array, string, 'inline' | 'attachment'][] = [
    [
      'page.html',
      text('<!doctype html><script>alert(1)</script>'),
      'application/octet-stream',
      'attachment',
    ],
    ['page.txt', text('<html><script>alert(1)</script>'), 'application/octet-stream', 'attachment'],
    [
      'icon.svg',
      text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      'application/octet-stream',
      'attachment',
    ],
    [
      'icon.png',
      text('<?xml version="1.0"?><svg xmlns="x"/>'),
      'application/octet-stream',
      'attachment',
    ],
    ['doc.pdf', text('%PDF-1.7\n%âãÏÓ\n'), 'application/pdf', 'attachment'],
    [
      'bomb.zip',
      Uint8Array.of(0x50, 0x4b, 5, 6, ...new Array(18).fill(0)),
      'application/zip',
      'attachment',
    ],
    ['what.jpg', noise(100), 'application/octet-stream', 'attachment'],
    ['notes.js', text('alert(1)'), 'text/plain; charset=utf-8', 'inline'],
    ['notes.md', text('# Figs é'), 'text/plain; charset=utf-8', 'inline'],
    [
      'talk.vtt',
      text('WEBVTT\n\n00:00.000 --> 00:01.000\nHi'),
      'text/vtt; charset=utf-8',
      'inline',
    ],
    ['photo.html', jpeg, 'image/jpeg', 'inline'],
    ['both.html', polyglot, 'image/jpeg', 'inline'],
  ]
  for (const [name, body, type, how] of served)
    it(`serves ${name} as ${type}, ${how}`, async () => {
      const { url } = await uploaded(home.owner, body, { ...at, name })
      const answer = await home.owner.get(url)
      expect(answer.headers.get('content-type')).toBe(type)
      expect(answer.headers.get('content-disposition')).toBe(`${how}; filename=${name}`)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toContain('sandbox')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
      const isPage = new TextDecoder().decode(await answer.arrayBuffer()).includes('<script')
      expect(isPage && how === 'inline').toBe(false)
      const saved = await home.owner.get(`${url}?download`)
      expect(saved.headers.get('content-disposition')).toMatch(/^attachment/)
      await saved.arrayBuffer()
    })

  const names: [string, string, string][] = [
    ['a"b;c.txt', 'a_b;c.txt', 'inline; filename="a_b;c.txt"'],
    [
      'line\r\nSet-Cookie: x=1.txt',
      'line Set-Cookie_ x=1.txt',
      'inline; filename="line Set-Cookie_ x=1.txt"',
    ],
    ['../../etc/passwd', 'passwd', 'inline; filename=passwd'],
    ['C:\\Windows\\..\\evil.txt', 'evil.txt', 'inline; filename=evil.txt'],
    ['...', 'file', 'inline; filename=file'],
    [
      'фига 🍈.txt',
      'фига 🍈.txt',
      'inline; filename="???? ??.txt"; filename*=UTF-8\'\'%D1%84%D0%B8%D0%B3%D0%B0%20%F0%9F%8D%88.txt',
    ],
    ['gpj.\u202Etxt', 'gpj. txt', 'inline; filename="gpj. txt"'],
  ]
  for (const [typed, name, header] of names)
    it(`keeps ${JSON.stringify(typed)} as ${name}`, async () => {
      const made = await uploaded(home.owner, text('words'), { ...at, name: typed })
      expect(made.name).toBe(name)
      const answer = await home.owner.get(made.url)
      expect(answer.headers.get('content-disposition')).toBe(header)
      expect(await answer.text()).toBe('words')
      const elsewhere = await home.owner.get(`/files/${made.id}/..%2f..%2fanything`)
      expect(elsewhere.headers.get('content-disposition')).toBe(header)
      await elsewhere.text()
    })

  it('answers 404 for what is no id', async () => {
    for (const path of ['/files/x/y', '/files/00000000-0000-7000-8000-000000000000/a'])
      expect((await home.owner.get(path)).status).toBe(404)
  })
})

it('never opens a zip: a bomb is as small as it came', async () => {
  const zeros = new Blob([new Uint8Array(20_000_000)]).stream()
  const packed = zeros.pipeThrough(new CompressionStream('deflate-raw'))
  const bomb = joined(
    Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, ...new Array(20).fill(0)),
    new Uint8Array(await new Response(packed).arrayBuffer()),
  )
  const made = await uploaded(home.owner, bomb, { ...at, name: 'bomb.zip' })
  expect(made).toMatchObject({ type: 'application/zip', kind: 'file', size: bomb.length })
  const answer = await home.owner.get(made.url, { 'accept-encoding': 'gzip, deflate' })
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect((await answer.arrayBuffer()).byteLength).toBe(bomb.length)
})

describe('who reads', () => {
  const status = async (person: Person, path: string) => {
    const answer = await person.get(path)
    await answer.arrayBuffer()
    return answer.status
  }

  it('is who may enter the space, at this moment', async () => {
    const tier = await home.tier()
    const paid = await home.space({
      spaceType: 'resources',
      visibility: 'paid',
      requiredTierIds: [tier],
    })
    const hidden = await home.space({ spaceType: 'resources', visibility: 'private' })
    const inPaid = await uploaded(home.owner, text('paid'), { ...at, space: paid })
    const inHidden = await uploaded(home.owner, text('hidden'), { ...at, space: hidden })
    const [member, payer, banned] = [await home.join(), await home.join(), await home.join()]
    const comp = home.at(`/members/${payer.username}/tiers/${tier}`)
    await home.owner.put(comp)
    await home.owner.put(home.at(`/members/${banned.username}/ban`), { content: 'keep' })
    const stranger = (await community()).owner
    const all = (url: string) =>
      Promise.all([guest(), stranger, member, payer, banned, home.owner].map((p) => status(p, url)))
    expect(await all(file.url)).toEqual([200, 200, 200, 200, 404, 200])
    expect(await all(inPaid.url)).toEqual([404, 404, 404, 200, 404, 200])
    expect(await all(inHidden.url)).toEqual([404, 404, 404, 404, 404, 200])
    await home.owner.delete(comp)
    expect(await status(payer, inPaid.url)).toBe(404)
    const open = await guest().get(file.url)
    expect(open.headers.get('cache-control')).toBe('public, max-age=300')
    await open.arrayBuffer()
    const closed = await home.owner.get(inPaid.url)
    expect(closed.headers.get('cache-control')).toBe('private, max-age=60')
    await closed.arrayBuffer()
  })

  it('is the uploader alone while an attachment is part of nothing', async () => {
    const space = await home.space()
    const member = await home.join()
    const made = await uploaded(member, text('draft'), { ...at, purpose: 'attachment', space })
    expect(await status(member, made.url)).toBe(200)
    expect(await status(home.owner, made.url)).toBe(404)
    expect(await status(guest(), made.url)).toBe(404)
  })

  it('is everyone for a picture while it stands for a person or a community', async () => {
    const person = await someone()
    const face = await uploaded(person, jpeg, { name: 'me.jpg', purpose: 'avatar' })
    expect(await status(guest(), face.url)).toBe(404)
    expect(await status(person, face.url)).toBe(200)
    expect((await person.patch('/settings', { avatarUrl: face.url })).status).toBe(200)
    expect(await status(guest(), face.url)).toBe(200)
    await person.patch('/settings', { avatarUrl: '' })
    expect(await status(guest(), face.url)).toBe(404)
    const logo = await uploaded(home.owner, jpeg, { purpose: 'logo', community: home.slug })
    expect(await status(guest(), logo.url)).toBe(404)
    expect((await home.owner.patch(home.at(), { logoUrl: logo.url })).status).toBe(200)
    expect(await status(guest(), logo.url)).toBe(200)
    // someone else's picture becomes nobody's by being named
    const other = await uploaded(await someone(), jpeg, { name: 'me.jpg', purpose: 'avatar' })
    await person.patch('/settings', { avatarUrl: other.url })
    expect(await status(guest(), other.url)).toBe(404)
    expect(await status(person, other.url)).toBe(404)
  })

  it('shows the cover of a paid space at its door, of a private one to nobody', async () => {
    const tier = await home.tier()
    const paid = await home.space({ visibility: 'paid', requiredTierIds: [tier] })
    const hidden = await home.space({ visibility: 'private' })
    for (const [space, seen] of [
      [paid, 200],
      [hidden, 404],
    ] as const) {
      const cover = await uploaded(home.owner, jpeg, { ...at, purpose: 'cover', space })
      expect(await status(guest(), cover.url)).toBe(404)
      await home.owner.patch(home.at(`/s/${space}`), { coverUrl: cover.url })
      expect(await status(guest(), cover.url)).toBe(seen)
    }
  })

  it('is whoever has a signed address, for five minutes', async () => {
    const hidden = await home.space({ spaceType: 'resources', visibility: 'private' })
    const secret = await uploaded(home.owner, text('secret'), { ...at, space: hidden })
    expect((await guest().post(`/files/${secret.id}/addresses`)).status).toBe(404)
    const made = await home.owner.post(`/files/${secret.id}/addresses`)
    expect(made.status).toBe(201)
    const { url, expiresAt } = await made.json<{ url: string; expiresAt: string }>()
    const seconds = (Date.parse(expiresAt) - Date.now()) / 1000
    expect(seconds).toBeGreaterThan(290)
    expect(seconds).toBeLessThanOrEqual(300)
    expect(await status(guest(), url)).toBe(200)
    const until = Number(/until=(\d+)/.exec(url)?.[1])
    for (const forged of [
      url.replace(`until=${until}`, `until=${until + 1}`),
      url.replace(/key=./, 'key=-'),
      url.replace(/key=.*/, 'key='),
      url.replace(secret.id, file.id),
    ])
      expect(await status(guest(), forged)).toBe(403)
    await home.owner.delete(`/files/${secret.id}`)
    expect(await status(guest(), url)).toBe(404)
  })

  it('is nobody once a file was deleted, which its uploader and staff may', async () => {
    const member = await home.join()
    const mine = await uploaded(member, text('mine'), at)
    const other = await home.join()
    expect((await other.delete(`/files/${mine.id}`)).status).toBe(403)
    expect((await guest().delete(`/files/${mine.id}`)).status).toBe(401)
    expect((await home.owner.delete(`/files/${mine.id}`)).status).toBe(200)
    expect(await status(member, mine.url)).toBe(404)
    expect((await member.delete(`/files/${mine.id}`)).status).toBe(404)
  })
})

it('counts downloads of a resource, by day and not by whom', async () => {
  const made = await uploaded(home.owner, bytes, at)
  const get = async (query: string, headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
    (await home.owner.request(method, made.url + query, undefined, headers)).arrayBuffer()
  await get('')
  await get('?download', {}, 'HEAD')
  await get('?download', { range: 'bytes=500-' })
  await get('?download')
  await get('?download', { range: 'bytes=0-' })
  const counted = async () =>
    connect(env)
      .select({ count: fileDownloads.count })
      .from(fileDownloads)
      .where(sql`${fileDownloads.fileId} = ${made.id}::uuid`)
  await expect.poll(counted).toEqual([{ count: 2 }])
})
