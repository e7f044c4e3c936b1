import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Community, community } from '../../../tests/community.ts'
import { killedEverywhere } from '../../../tests/killing.ts'
import { jpeg } from '../../../tests/pictures.ts'
import { keeper, take } from '../../../tests/queue.ts'
import { bound, sums } from '../../../tests/setup/worker.ts'
import { unlucky } from '../../../tests/unlucky.ts'
import { noise, type Upload, uploaded } from '../../../tests/uploads.ts'
import { connect } from '../../db/connect.ts'
import { PART } from '../rules.ts'
import { files } from '../tables.ts'
import { askForSums } from './jobs.ts'

const db = connect(env)
const large = noise(PART + 1000)

const hex = async (bytes: BufferSource) =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

const message = (id: string) => ({ kind: 'file.sum', id })

/** Has the Worker take a message for a sum. */
const sum = (id: string, bindings: Partial<Env> = {}, attempts = 1) =>
  take([message(id)], {
    queue: 'opencircle-sums',
    attempts,
    bindings: { ...bound(env), ...bindings },
  })

/** A night; gives the ids that it asks for. */
async function night(most?: number): Promise<string[]> {
  const { sent, queue } = keeper()
  await askForSums({ env: { ...env, SUMS: queue }, db }, most)
  return (sent as { id: string }[]).map(({ id }) => id)
}

/** As many nights as it takes to have come round. */
async function round(most?: number): Promise<string[]> {
  const cursor = async () => {
    const { rows } = await db.execute<{ cursor: string }>(
      sql`select cursor from file_sweeps where bucket = 'sums'`,
    )
    return rows[0]?.cursor ?? ''
  }
  const asked: string[] = []
  while (await cursor()) await night()
  do asked.push(...(await night(most)))
  while (await cursor())
  return asked
}

const rowOf = async (id: string) =>
  (await db.select().from(files).where(sql`${files.id} = ${id}::uuid`))[0]
const sumOf = async (id: string) => (await rowOf(id))?.metadata.sha256

/** A file that has lost its sum, or never had one: as one in parts that nobody asked for. */
async function bare(bytes: Uint8Array<ArrayBuffer>, more: { replaces?: string } = {}) {
  const { id } = await uploaded(home.owner, bytes, { ...at, ...more })
  await forgetSum(id)
  return id
}

const forgetSum = (id: string) =>
  db.execute(sql`update files set metadata = metadata - 'sha256' where id = ${id}::uuid`)

const finishedLongAgo = (id: string) =>
  db.execute(sql`update files set finished_at = finished_at - interval '2 hours'
    where id = ${id}::uuid`)

let home: Community
let at: { purpose: string; community: string; space: string; name: string }
beforeEach(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined)
  home = await community()
  const space = await home.space({ spaceType: 'resources' })
  at = { purpose: 'resource', community: home.slug, space, name: 'large.bin' }
})
afterEach(() => {
  sums.isAway = false
})

describe('the sum of a file in parts', () => {
  it('is asked for when it is there, made from its bytes, and told', async () => {
    const file = await uploaded(home.owner, large, at)
    expect(file.sha256).toBeUndefined()
    expect(sums.asked.filter((one) => (one as { id: string }).id === file.id)).toEqual([
      message(file.id),
    ])
    const page = home.at(`/s/${at.space}`)
    const told = async () => {
      type Listed = { shelf: { items: { file: { sha256?: string } | null }[] } }
      return (await home.owner.rest().json<Listed>(page)).shelf.items.map(
        (item) => item.file?.sha256,
      )
    }
    expect(await told()).toEqual([undefined])
    expect(await sum(file.id)).toMatchObject({ done: ['0'], again: [] })
    const upload = await home.owner.json<Upload>(`/uploads/${file.id}`)
    expect(upload.file?.sha256).toBe(await hex(large))
    expect(await told()).toEqual([await hex(large)])
  })

  it('is not asked for where it came with the file', async () => {
    const file = await uploaded(home.owner, noise(100), at)
    expect(file.sha256).toBe(await hex(noise(100)))
    expect(sums.asked).not.toContainEqual(message(file.id))
  })

  it('is the same when it is made twice, and at the same time', async () => {
    const id = await bare(jpeg)
    const [first, second] = await Promise.all([sum(id), sum(id)])
    expect([first.done, second.done]).toEqual([['0'], ['0']])
    expect((await sum(id)).done).toEqual(['0'])
    expect(await sumOf(id)).toBe(await hex(jpeg))
    // one that is there is not read again
    const gone = unlucky(env.FILES, 1)
    expect((await sum(id, { FILES: gone.bucket })).done).toEqual(['0'])
    expect(gone.calls()).toBe(0)
  })

  it('is made by the next try where a Worker is killed at any step', async () => {
    const id = await bare(jpeg)
    const { sent, queue } = keeper()
    const steps = await killedEverywhere(
      ({ queue: counted }) => sum(id, { PURGES: counted(queue) }),
      async () => {
        sent.length = 0
        expect((await sum(id, { PURGES: queue }, 2)).done).toEqual(['0'])
        expect(await sumOf(id)).toBe(await hex(jpeg))
        // whatever the first one had come to, what shows the file is forgotten
        expect(sent).toEqual([expect.objectContaining({ community: home.slug })])
        await forgetSum(id)
      },
    )
    // to find it, to note its sum, and to have pages forgotten
    expect(steps).toBe(3)
  })

  it('is that of the bytes that took their place meanwhile', async () => {
    const id = await bare(noise(100))
    /** Is asked for, and replaced when its bytes have been opened. */
    const instead = async (bytes: Uint8Array<ArrayBuffer>) => {
      const slow = new Proxy(env.FILES, {
        get: (real, name) => {
          if (name !== 'get') return Reflect.get(real, name)
          return async (key: string) => {
            const object = await real.get(key)
            await uploaded(home.owner, bytes, { ...at, replaces: id })
            return object
          }
        },
      })
      expect((await sum(id, { FILES: slow })).done).toEqual(['0'])
    }
    await instead(jpeg)
    expect(await sumOf(id)).toBe(await hex(jpeg))
    await forgetSum(id)
    await instead(large)
    expect(await sumOf(id)).toBeUndefined()
    expect(sums.asked).toContainEqual(message(id))
    await sum(id)
    expect(await sumOf(id)).toBe(await hex(large))
  })

  it('is given up where there are no bytes, no file, or no sense', async () => {
    const [lost, gone] = [await bare(jpeg), await bare(jpeg)]
    await env.FILES.delete((await rowOf(lost))?.r2Key ?? '')
    expect(await sum(lost)).toMatchObject({ done: ['0'], again: [] })
    await home.owner.delete(`/files/${gone}`)
    expect((await sum(gone)).done).toEqual(['0'])
    expect([await sumOf(lost), await sumOf(gone)]).toEqual([undefined, undefined])
    expect((await sum(crypto.randomUUID())).done).toEqual(['0'])
    await finishedLongAgo(gone)
    expect(await round()).not.toContain(gone)
  })

  it('is tried again where R2 does not answer, or breaks off', async () => {
    const bytes = noise(5000)
    const id = await bare(bytes)
    expect(await sum(id, { FILES: unlucky(env.FILES, 1).bucket })).toMatchObject({
      ...{ done: [], again: ['0'] },
    })
    const breaking = new Proxy(env.FILES, {
      get: (real, name) => {
        if (name !== 'get') return Reflect.get(real, name)
        return async (key: string) => {
          const object = await real.get(key, { range: { offset: 0, length: 1000 } })
          const body = object?.body.pipeThrough(
            new TransformStream({
              flush: (controller) => controller.error(new Error('internal error (10001)')),
            }),
          )
          return object && { body }
        }
      },
    })
    expect(await sum(id, { FILES: breaking })).toMatchObject({ done: [], again: ['0'] })
    expect(await sumOf(id)).toBeUndefined()
    await sum(id, {}, 2)
    expect(await sumOf(id)).toBe(await hex(bytes))
  })
})

describe('the night', () => {
  it('asks for what nobody asked for, and the queue may refuse', async () => {
    sums.isAway = true
    const { id } = await uploaded(home.owner, large, at)
    sums.isAway = false
    // it may be on its way
    expect(await round()).not.toContain(id)
    await finishedLongAgo(id)
    expect(await round()).toContain(id)
    await sum(id)
    expect(await round()).not.toContain(id)
  })

  it('goes round, so that what cannot be summed holds up no other', async () => {
    const made = [await bare(jpeg), await bare(jpeg), await bare(jpeg)]
    for (const id of made) await finishedLongAgo(id)
    const asked = await round(1)
    expect(asked.filter((id) => made.includes(id))).toEqual(made)
    expect(new Set(asked).size).toBe(asked.length)
    expect((await round(1)).filter((id) => made.includes(id))).toEqual(made)
  })
})
