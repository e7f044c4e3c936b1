import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { community, type Person } from '../../../tests/community.ts'
import { ORIGIN } from '../../../tests/people.ts'
import { joined, tellingJpeg } from '../../../tests/pictures.ts'
import { expectErrors } from '../../../tests/setup/strict.ts'
import { bound } from '../../../tests/setup/worker.ts'
import { unlucky } from '../../../tests/unlucky.ts'
import { claim, noise, piece, type Upload, uploaded } from '../../../tests/uploads.ts'
import { app } from '../../app.tsx'
import { PART } from '../rules.ts'

/** Asks the Worker that has another bucket. */
async function ask(
  person: Person,
  FILES: R2Bucket,
  path: string,
  { headers, ...init }: { method?: string; headers?: object; body?: BodyInit } = {},
) {
  const context = createExecutionContext()
  const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const request = new Request(ORIGIN + path, {
    ...init,
    headers: { accept: 'application/json', cookie, ...headers },
  })
  const answer = await app.fetch(request, { ...bound(env), FILES }, context)
  await waitOnExecutionContext(context)
  return answer
}

/** Sends a file as tus clients do: after a failure they ask where to go on. Gives the failures. */
async function send(person: Person, id: string, bytes: Uint8Array<ArrayBuffer>, FILES: R2Bucket) {
  const statuses: number[] = []
  for (let tries = 0; tries < 10; tries++) {
    const { offset, status } = await person.json<Upload>(`/uploads/${id}`)
    if (status === 'ready') return statuses
    const answer = await ask(person, FILES, `/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': `${offset}`,
      },
      body: bytes.slice(offset, offset + PART),
    })
    if (answer.status !== 204) statuses.push(answer.status)
  }
  throw new Error(`never ready: ${statuses}`)
}

const numbersTo = (most: number) => Array.from({ length: most }, (_, at) => at + 1)

const cases = [
  ['in parts', noise(PART + 10), 12],
  ['a picture that is cleaned', tellingJpeg, 12],
  ['a large picture', joined(tellingJpeg.subarray(0, -2), noise(PART)), 16],
] as const

describe.each(cases)('an upload of %s', (_, bytes, most) => {
  let failures = 0

  it.each(numbersTo(most))('survives that R2 does not answer call %i', async (fails) => {
    const home = await community()
    const space = await home.space({ spaceType: 'resources' })
    const at = { purpose: 'resource', community: home.slug, space }
    const errors = expectErrors(0)
    const { id } = await (await claim(home.owner, bytes.length, at)).json<Upload>()
    const statuses = await send(home.owner, id, bytes, unlucky(env.FILES, fails).bucket)
    // what fails after R2 has joined the parts is made good at once; the last have no call to fail
    expect([[503], []]).toContainEqual(statuses)
    const { file } = await home.owner.json<Upload>(`/uploads/${id}`)
    const read = await home.owner.get(file?.url ?? '')
    expect((await read.arrayBuffer()).byteLength).toBe(file?.size)
    expect(errors.length).toBe(statuses.length)
    expectErrors(statuses.length)
    failures += statuses.length
  })

  it('has failed at most of them', () => {
    expect(failures).toBeGreaterThan(2)
    expect(failures).toBeLessThan(most)
  })
})

it('is told of R2 that does not answer, by who reads and by who gives up', async () => {
  const home = await community()
  const space = await home.space({ spaceType: 'resources' })
  const at = { purpose: 'resource', community: home.slug, space }
  const file = await uploaded(home.owner, noise(100), at)
  expectErrors(2)
  const asked = (fails: number) =>
    ask(home.owner, unlucky(env.FILES, fails).bucket, file.url, { headers: { range: 'bytes=0-9' } })
  const away = await asked(1)
  expect([away.status, away.headers.get('cache-control')]).toEqual([503, 'no-store'])
  expect(await away.json()).toMatchObject({ detail: expect.stringContaining('storage') })
  expect(away.headers.get('content-range')).toBeNull()
  const back = await asked(9)
  expect([back.status, (await back.arrayBuffer()).byteLength]).toEqual([206, 10])

  const { id } = await (await claim(home.owner, PART + 10, at)).json<Upload>()
  expect((await piece(home.owner, id, 0, noise(PART))).status).toBe(204)
  const cancel = (fails: number) =>
    ask(home.owner, unlucky(env.FILES, fails).bucket, `/uploads/${id}`, { method: 'DELETE' })
  expect((await cancel(1)).status).toBe(503)
  // it is over all the same, and the night removes what is left
  expect((await cancel(9)).status).toBe(404)
})
