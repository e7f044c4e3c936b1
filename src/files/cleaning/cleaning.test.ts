import { env } from 'cloudflare:test'
import { type SQL, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Community, community, guest } from '../../../tests/community.ts'
import { jpeg } from '../../../tests/pictures.ts'
import { claim, noise, piece, type Upload, uploaded } from '../../../tests/uploads.ts'
import { connect } from '../../db/connect.ts'
import { letAttachmentsGo } from '../../posts/attachments/jobs.ts'
import { attachFiles } from '../queries.ts'
import { PART } from '../rules.ts'
import { files } from '../tables.ts'
import { cleanFiles } from './jobs.ts'
import { type Cleaned, isSuspicious } from './rules.ts'

const db = connect(env)
const bytes = noise(100)
const DAY = 86_400_000

/** One night, some days from now by the Worker's clock; gives what it says that it did. */
async function night(days = 0, page?: number): Promise<Cleaned> {
  const said = vi.spyOn(console, 'info').mockImplementation(() => undefined)
  await cleanFiles({ env, db, now: new Date(Date.now() + days * DAY) }, page)
  const [line] = said.mock.calls.at(-1) ?? []
  said.mockRestore()
  return JSON.parse(String(line))
}

/** Lets a file's moments lie further back. */
const age = (id: string, days: number) => {
  const back = (column: SQL) => sql`${column} - interval '1 day' * ${days}::int`
  return db.execute(sql`update files set touched_at = ${back(sql`touched_at`)},
    finished_at = ${back(sql`finished_at`)}, released_at = ${back(sql`released_at`)}
    where id = ${id}::uuid`)
}

const rowOf = async (id: string) =>
  (await db.select({ releasedAt: files.releasedAt }).from(files).where(sql`${files.id} = ${id}`))[0]
const isReleased = async (id: string) => (await rowOf(id))?.releasedAt != null
const keyOf = async (id: string) => {
  const [row] = await db.select({ key: files.r2Key }).from(files).where(sql`${files.id} = ${id}`)
  return row?.key ?? ''
}

let home: Community
let at: { purpose: string; community: string; space: string }
beforeEach(async () => {
  home = await community()
  const space = await home.space({ spaceType: 'resources' })
  at = { purpose: 'resource', community: home.slug, space }
})
// what earlier tests have let go is not counted by later ones
afterEach(async () => {
  await db.execute(sql`update files set released_at = null where finished_at is not null`)
})

describe('the nightly job', () => {
  it('removes uploads that nobody goes on with, parts and all', async () => {
    const whole = noise(PART + 10)
    const { id } = await (await claim(home.owner, whole.length, at)).json<Upload>()
    await piece(home.owner, id, 0, whole.subarray(0, PART))
    await night()
    expect((await home.owner.get(`/uploads/${id}`)).status).toBe(200)
    await age(id, 2)
    expect((await night()).abandoned).toBeGreaterThan(0)
    expect(await rowOf(id)).toBeUndefined()
    expect((await piece(home.owner, id, PART, whole.subarray(PART))).status).toBe(404)
  })

  it('keeps what was deleted for seven days, then removes bytes and row', async () => {
    const { id } = await uploaded(home.owner, bytes, at)
    await home.owner.delete(`/files/${id}`)
    await night()
    await age(id, 6)
    const key = await keyOf(id)
    await night()
    expect(await env.FILES.head(key)).not.toBeNull()
    await age(id, 2)
    expect((await night()).removed).toBeGreaterThan(0)
    expect(await env.FILES.head(key)).toBeNull()
    expect(await rowOf(id)).toBeUndefined()
    expect((await night()).removed).toBe(0)
  })

  it('removes all that is due, however many stretches that takes', async () => {
    const due = await Promise.all([1, 2, 3, 4, 5].map(() => uploaded(home.owner, bytes, at)))
    for (const { id } of due) await home.owner.delete(`/files/${id}`)
    for (const { id } of due) await age(id, 8)
    expect((await night(0, 2)).removed).toBeGreaterThan(4)
    for (const { id } of due) expect(await rowOf(id)).toBeUndefined()
  })

  it('removes objects without a row, but not young ones and none of other rooms', async () => {
    const stranger = `files/${crypto.randomUUID()}`
    await env.FILES.put(stranger, bytes)
    await env.FILES.put('elsewhere/thing', bytes)
    const { id } = await uploaded(home.owner, bytes, at)
    await night()
    expect(await env.FILES.head(stranger)).not.toBeNull()
    const done = await night(2)
    // other tests leave objects behind, too
    expect(done.objects).toBeGreaterThan(0)
    expect(done.compared).toBeGreaterThan(1)
    expect(await env.FILES.head(stranger)).toBeNull()
    expect(await env.FILES.head('elsewhere/thing')).not.toBeNull()
    expect(await env.FILES.head(await keyOf(id))).not.toBeNull()
  })

  it('removes rows whose object is gone', async () => {
    const [lost, kept] = [
      await uploaded(home.owner, bytes, at),
      await uploaded(home.owner, bytes, at),
    ]
    await env.FILES.delete(await keyOf(lost.id))
    await age(lost.id, 2)
    await age(kept.id, 2)
    expect((await night()).rows).toBeGreaterThan(0)
    expect(await rowOf(lost.id)).toBeUndefined()
    expect(await rowOf(kept.id)).toBeDefined()
  })

  it('compares a stretch of keys each night, and goes on where it was', async () => {
    const stranger = 'files/~at-the-end'
    await env.FILES.put(stranger, bytes)
    const known = Array.from(
      { length: 45 },
      (_, count) => `files/0-${String(count).padStart(2, '0')}`,
    )
    for (const key of known) await env.FILES.put(key, bytes)
    await db.execute(sql`insert into files (id, uploader_id, file_name, file_type, file_size, r2_key, r2_url)
      select gen_random_uuid(), ${home.owner.id}::uuid, 'a', 'a', 100, key, ''
      from jsonb_array_elements_text(${JSON.stringify(known)}::jsonb) key`)
    // 20 pages of 2 keys
    expect((await night(0, 2)).compared).toBe(40)
    for (let nights = 0; (await env.FILES.head(stranger)) && nights < 50; nights++)
      await night(2, 2)
    expect(await env.FILES.head(stranger)).toBeNull()
    expect((await env.FILES.list({ prefix: 'files/0-' })).objects.length).toBe(45)
    await env.FILES.delete(known)
    await db.execute(sql`delete from files where r2_key like 'files/0-%'`)
  })

  it('removes a replaced file’s bytes, and keeps those in its place', async () => {
    const old = await uploaded(home.owner, bytes, at)
    const key = await keyOf(old.id)
    await uploaded(home.owner, noise(200), { ...at, replaces: old.id })
    await night(2)
    // like those of a deleted file
    expect(await env.FILES.head(key)).not.toBeNull()
    await db.execute(sql`update files set released_at = now() - interval '8 days'
      where r2_key = ${key} and released_at is not null`)
    await night(2)
    expect(await env.FILES.head(key)).toBeNull()
    const read = await home.owner.get(old.url)
    expect((await read.arrayBuffer()).byteLength).toBe(200)
  })

  it('is suspicious of a bucket that is another’s', () => {
    expect([isSuspicious(20, 20), isSuspicious(600, 1000), isSuspicious(500, 1000)]).toEqual([
      ...[false, true, false],
    ])
    expect(isSuspicious(1000, 0)).toBe(true)
  })
})

describe('what nothing needs any more', () => {
  const attached = async (post: (space: string) => Promise<string>) => {
    const space = await home.space()
    const file = await uploaded(home.owner, bytes, { ...at, purpose: 'attachment', space })
    const to = await post(space)
    const { spaces } = await home.owner.json<{ spaces: { id: string; slug: string }[] }>(
      home.at('/spaces'),
    )
    const spaceId = spaces.find(({ slug }) => slug === space)?.id ?? ''
    await attachFiles(db, { ids: [file.id], me: home.owner.id, spaceId, to })
    return { file, to }
  }

  it('is what was part of a deleted post or comment', async () => {
    const one = await attached((space) => home.post(home.owner, space))
    const two = await attached(async (space) =>
      home.comment(home.owner, await home.post(home.owner, space)),
    )
    expect((await guest().get(one.file.url)).status).toBe(200)
    await age(one.file.id, 30)
    await night()
    await letAttachmentsGo({ db })
    expect(await isReleased(one.file.id)).toBe(false)
    await home.owner.delete(home.at(`/posts/${one.to}`))
    await home.owner.delete(home.at(`/comments/${two.to}`))
    await letAttachmentsGo({ db })
    expect([await isReleased(one.file.id), await isReleased(two.file.id)]).toEqual([true, true])
    expect((await guest().get(one.file.url)).status).toBe(404)
  })

  it('is an attachment of nothing, after a week', async () => {
    const space = await home.space()
    const { id } = await uploaded(home.owner, bytes, { ...at, purpose: 'attachment', space })
    await age(id, 6)
    await night()
    expect(await isReleased(id)).toBe(false)
    await age(id, 2)
    await night()
    expect(await isReleased(id)).toBe(true)
  })

  it('is a picture that is shown no longer', async () => {
    const wanted = { purpose: 'logo', community: home.slug }
    const [shown, tried] = [
      await uploaded(home.owner, jpeg, wanted),
      await uploaded(home.owner, jpeg, wanted),
    ]
    await home.owner.patch(home.at(), { logoUrl: shown.url })
    await age(shown.id, 2)
    await age(tried.id, 2)
    await night()
    expect([await isReleased(shown.id), await isReleased(tried.id)]).toEqual([false, true])
  })

  it('is all of a community that closed', async () => {
    const { id } = await uploaded(home.owner, bytes, at)
    const closed = await home.owner.delete(home.at(), { name: `Community ${home.slug}` })
    expect(closed.status).toBe(200)
    await night()
    expect(await isReleased(id)).toBe(true)
  })

  it('is the captions of a video that is gone', async () => {
    const video = await uploaded(home.owner, bytes, at)
    const vtt = new TextEncoder().encode('WEBVTT\n')
    const captions = await uploaded(home.owner, vtt, { ...at, purpose: 'captions', of: video.id })
    await night()
    expect(await isReleased(captions.id)).toBe(false)
    await home.owner.delete(`/files/${video.id}`)
    await night()
    expect(await isReleased(captions.id)).toBe(true)
  })
})
