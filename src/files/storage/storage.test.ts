import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { community, type Person } from '../../../tests/community.ts'
import { ORIGIN } from '../../../tests/people.ts'
import { joined, tellingJpeg } from '../../../tests/pictures.ts'
import { expectErrors } from '../../../tests/setup/strict.ts'
import { claim, noise, type Upload } from '../../../tests/uploads.ts'
import { app } from '../../app.tsx'
import { PART } from '../rules.ts'

/** R2 as it is, but that its call number `fails` is not answered. */
function unlucky(fails: number) {
  let calls = 0
  const wrap = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(real, name) {
        const found: unknown = Reflect.get(real, name)
        if (typeof found !== 'function') return found
        return (...given: unknown[]) => {
          if (name === 'resumeMultipartUpload') return wrap(found.apply(real, given))
          if (++calls === fails) return Promise.reject(new Error('internal error (10001)'))
          return found.apply(real, given)
        }
      },
    })
  return { bucket: wrap(env.FILES), calls: () => calls }
}

/** Sends a file as tus clients do: after a failure they ask where to go on. Gives the failures. */
async function send(person: Person, id: string, bytes: Uint8Array<ArrayBuffer>, FILES: R2Bucket) {
  const statuses: number[] = []
  for (let tries = 0; tries < 10; tries++) {
    const { offset, status } = await person.json<Upload>(`/uploads/${id}`)
    if (status === 'ready') return statuses
    const context = createExecutionContext()
    const request = new Request(`${ORIGIN}/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        accept: 'application/json',
        cookie: [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'content-type': 'application/offset+octet-stream',
        'upload-offset': `${offset}`,
      },
      body: bytes.slice(offset, offset + PART),
    })
    const answer = await app.fetch(request, { ...env, FILES }, context)
    await waitOnExecutionContext(context)
    if (answer.status !== 204) statuses.push(answer.status)
  }
  throw new Error(`never ready: ${statuses}`)
}

const cases = [
  ['in parts', noise(PART + 10), 12],
  ['a picture that is cleaned', tellingJpeg, 12],
  ['a large picture', joined(tellingJpeg.subarray(0, -2), noise(PART)), 16],
] as const

it.each(cases)('survives R2 failing once on each call: %s', async (_, bytes, most) => {
  const home = await community()
  const space = await home.space({ spaceType: 'resources' })
  const at = { purpose: 'resource', community: home.slug, space }
  const errors = expectErrors(0)
  let failures = 0
  for (let fails = 1; fails <= most; fails++) {
    const { id } = await (await claim(home.owner, bytes.length, at)).json<Upload>()
    const luck = unlucky(fails)
    const statuses = await send(home.owner, id, bytes, luck.bucket)
    // the last run has seen every call
    if (luck.calls() < fails) break
    // what fails after R2 has joined the parts is made good at once
    expect([[503], []]).toContainEqual(statuses)
    failures += statuses.length
    const { file } = await home.owner.json<Upload>(`/uploads/${id}`)
    const read = await home.owner.get(file?.url ?? '')
    expect((await read.arrayBuffer()).byteLength).toBe(file?.size)
  }
  expect(failures).toBeGreaterThan(2)
  expect(errors.length).toBe(failures)
  expectErrors(failures)
})
