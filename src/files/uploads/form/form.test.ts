import { expect, it } from 'vitest'
import { community, guest } from '../../../../tests/community.ts'
import { ORIGIN } from '../../../../tests/people.ts'
import { noise } from '../../../../tests/uploads.ts'
import { MB } from '../../rules.ts'

const formOf = (fields: Record<string, string>, file?: [Uint8Array<ArrayBuffer>, string]) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  if (file) form.append('file', new File([file[0]], file[1]))
  return form
}

it('takes a file from a plain form, and goes back to where it came from', async () => {
  const home = await community()
  const space = await home.space({ spaceType: 'resources' })
  const about = { purpose: 'resource', community: home.slug, space }
  const page = await home.owner.page(`/uploads/new?${new URLSearchParams({ ...about, back: '/' })}`)
  expect(page).toContain('enctype="multipart/form-data"')
  expect(page).toContain(`name="space" value="${space}"`)
  const send = (form: FormData, accept = 'text/html') =>
    home.owner.request('POST', '/files', form, { accept, origin: ORIGIN })
  const bytes = noise(9 * MB)
  const sent = await send(formOf({ ...about, back: `/${home.slug}` }, [bytes, 'a "b".bin']))
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `/${home.slug}`])
  const made = await send(formOf(about, [bytes, 'c.bin']), 'application/json')
  expect(made.status).toBe(201)
  const file = await made.json<{ url: string }>()
  expect(file).toMatchObject({ name: 'c.bin', size: 9 * MB, kind: 'file' })
  expect((await (await home.owner.get(file.url)).arrayBuffer()).byteLength).toBe(9 * MB)

  for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example'])
    expect(
      (await send(formOf({ ...about, back }, [noise(5), 'd']))).headers.get('location'),
    ).toMatch(/^\/files\//)
  const errors = async (form: FormData, accept?: string) => {
    const answer = await send(form, accept ?? 'application/json')
    expect(answer.status).toBe(422)
    return accept ? await answer.text() : (await answer.json<{ errors: object }>()).errors
  }
  expect(await errors(formOf(about))).toEqual({ file: 'Choose a file.' })
  expect(Object.keys(await errors(formOf({ ...about, purpose: 'x' }, [noise(5), 'e'])))).toEqual([
    'purpose',
  ])
  expect(await errors(formOf({ purpose: 'avatar' }, [noise(5), 'e']))).toMatchObject({
    file: expect.stringContaining('Choose a JPEG'),
  })
  expect(await errors(formOf(about), 'text/html')).toContain('Choose a file.')
  expect((await send(formOf(about, [noise(11 * MB), 'f']))).status).toBe(413)
  expect((await home.owner.post('/files', about)).status).toBe(415)
  const asGuest = await guest().request('POST', '/files', formOf(about, [noise(5), 'g']))
  expect(asGuest.status).toBe(401)
  const elsewhere = { 'sec-fetch-site': 'cross-site' }
  const forged = await home.owner.request(
    'POST',
    '/files',
    formOf(about, [noise(5), 'h']),
    elsewhere,
  )
  expect(forged.status).toBe(403)
})
