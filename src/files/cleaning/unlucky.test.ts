import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { type Community, community } from '../../../tests/community.ts'
import { unlucky } from '../../../tests/unlucky.ts'
import { claim, noise, piece, type Upload, uploaded } from '../../../tests/uploads.ts'
import { connect } from '../../db/connect.ts'
import { PART } from '../rules.ts'
import { cleanFiles } from './jobs.ts'

const db = connect(env)

/** A night three days from now; whether it failed. */
const night = (FILES: R2Bucket): Promise<boolean> => {
  const now = new Date(Date.now() + 3 * 86_400_000)
  return cleanFiles({ env: { FILES }, db, now }).then(
    () => false,
    () => true,
  )
}

/** Something of each kind that a night has to deal with, and something that it has to leave. */
async function left({ owner }: Community, at: object) {
  const kept = await uploaded(owner, noise(50), at)
  const deleted = await uploaded(owner, noise(50), at)
  await owner.delete(`/files/${deleted.id}`)
  const lost = await uploaded(owner, noise(50), at)
  const { id } = await (await claim(owner, PART + 10, at)).json<Upload>()
  await piece(owner, id, 0, noise(PART))
  const back = sql`interval '9 days'`
  await db.execute(sql`update files set touched_at = touched_at - ${back},
    finished_at = finished_at - ${back}, released_at = released_at - ${back}
    where uploader_id = ${owner.id}::uuid`)
  await env.FILES.delete(await keyOf(lost.id))
  const stranger = `files/${crypto.randomUUID()}`
  await env.FILES.put(stranger, noise(10))
  const { rows } = await db.execute<{ r2Key: string; uploadId: string }>(
    sql`select r2_key as "r2Key", upload_id as "uploadId" from files where id = ${id}::uuid`,
  )
  return { kept, deleted, lost, pending: id, open: rows[0], stranger, key: await keyOf(deleted.id) }
}

const keyOf = async (id: string) => {
  const { rows } = await db.execute<{ key: string }>(
    sql`select r2_key as key from files where id = ${id}::uuid`,
  )
  return rows[0]?.key ?? ''
}

describe('a night', () => {
  let failures = 0

  it.each([1, 2, 3, 4, 5, 6, 7])(
    'is made good by the next one, if R2 did not answer call %i',
    async (fails) => {
      vi.spyOn(console, 'info').mockImplementation(() => undefined)
      const home = await community()
      const space = await home.space({ spaceType: 'resources' })
      const made = await left(home, { purpose: 'resource', community: home.slug, space })
      if (await night(unlucky(env.FILES, fails).bucket)) failures++
      expect(await night(env.FILES)).toBe(false)
      expect(await env.FILES.head(made.key)).toBeNull()
      expect(await env.FILES.head(made.stranger)).toBeNull()
      for (const id of [made.deleted.id, made.lost.id, made.pending])
        expect(await keyOf(id)).toBe('')
      const again = env.FILES.resumeMultipartUpload(
        made.open?.r2Key ?? '',
        made.open?.uploadId ?? '',
      )
      await expect(again.uploadPart(2, noise(10))).rejects.toThrow()
      const read = await home.owner.get(made.kept.url)
      expect((await read.arrayBuffer()).byteLength).toBe(50)
    },
  )

  it('has failed at most of them', () => {
    expect(failures).toBeGreaterThan(3)
  })
})

it('lets one upload that R2 will not give up hold up no other', async () => {
  const said = vi.spyOn(console, 'info').mockImplementation(() => undefined)
  const home = await community()
  const space = await home.space({ spaceType: 'resources' })
  const made = await left(home, { purpose: 'resource', community: home.slug, space })
  const stubborn = new Proxy(env.FILES, {
    get: (real, name) => {
      const found: unknown = Reflect.get(real, name)
      if (name === 'resumeMultipartUpload')
        return () => ({ abort: () => Promise.reject(new Error('internal error (10001)')) })
      return typeof found === 'function' ? found.bind(real) : found
    },
  })
  expect(await night(stubborn)).toBe(true)
  expect(JSON.parse(String(said.mock.calls.at(-1)?.[0]))).toMatchObject({
    ...{ event: 'files cleaned', stuck: expect.any(Number), removed: expect.any(Number) },
  })
  expect(await env.FILES.head(made.key)).toBeNull()
  expect(await env.FILES.head(made.stranger)).toBeNull()
  expect(await keyOf(made.pending)).not.toBe('')
  expect(await night(env.FILES)).toBe(false)
  expect(await keyOf(made.pending)).toBe('')
})

it('forgets the parts of what is one object by now', async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined)
  const home = await community()
  const space = await home.space({ spaceType: 'resources' })
  const at = { purpose: 'resource', community: home.slug, space }
  const { id, url } = await uploaded(home.owner, noise(PART + 10), at)
  const parts = async () =>
    (await db.execute(sql`select 1 from file_parts where file_id = ${id}::uuid`)).rows.length
  await night(env.FILES)
  expect(await parts()).toBe(2)
  await db.execute(sql`update files set finished_at = finished_at - interval '2 days'
    where id = ${id}::uuid`)
  await night(env.FILES)
  expect(await parts()).toBe(0)
  const read = await home.owner.get(url)
  expect((await read.arrayBuffer()).byteLength).toBe(PART + 10)
})
