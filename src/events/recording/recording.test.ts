import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community, guest } from '../../../tests/community.ts'
import { noise, uploaded } from '../../../tests/uploads.ts'
import { connect } from '../../db/connect.ts'

/** An event that begins in a week, and the means to have it be over. */
async function planned() {
  const place = await community()
  const space = await place.space({ spaceType: 'events' })
  const id = await place.event(place.owner, space, { title: 'Soup' })
  const path = place.at(`/s/${space}/events/${id}`)
  const pass = () =>
    connect(env).execute(sql`update events set starts_at = now() - interval '2 hours',
      ends_at = now() - interval '1 hour' where id = ${id}::uuid`)
  return { place, space, path, pass }
}

const URL_ERROR = 'Use an address that starts with https://'

describe('the recording of an event', () => {
  it('is a link that everyone who sees the event finds once it has been, until it is taken away', async () => {
    const { place, path, pass } = await planned()
    const ben = await place.join()
    const url = 'https://video.example/soup?a=1&b=2'
    expect((await place.owner.put(`${path}/recording`, { url })).status).toBe(409)
    await pass()
    expect((await ben.put(`${path}/recording`, { url })).status).toBe(403)
    expect((await place.owner.put(`${path}/recording`, { url })).status).toBe(200)
    for (const one of [ben, guest()]) {
      const { event } = await one.json<{ event: { recordingUrl: string } }>(path)
      expect(event.recordingUrl).toBe(url)
    }
    expect(await ben.page(path)).toContain('See the recording')
    expect((await place.owner.delete(`${path}/recording`)).status).toBe(200)
    expect(await ben.rest().page(path)).not.toContain('See the recording')
  })

  it('is a file that whoever holds it has uploaded for its space', async () => {
    const { place, space, path, pass } = await planned()
    await pass()
    const ben = await place.join()
    const wanted = { purpose: 'event', community: place.slug, space, name: 'soup.bin' }
    const [own, other] = [
      await uploaded(place.owner, noise(500), wanted),
      await uploaded(place.owner, noise(400), {
        ...wanted,
        space: await place.space({ spaceType: 'events' }),
      }),
    ]
    expect((await place.owner.put(`${path}/recording`, { attachments: [other.id] })).status).toBe(
      409,
    )
    const set = await place.owner.put(`${path}/recording`, { attachments: [own.id] })
    expect(set.status, await set.clone().text()).toBe(200)
    const { recordingUrl } = await set.json<{ recordingUrl: string }>()
    expect(await ben.page(path)).toContain('soup.bin')
    expect((await ben.get(recordingUrl)).status).toBe(200)
  })

  it.each([
    ['javascript:alert(1)', URL_ERROR],
    ['ftp://video.example', URL_ERROR],
    ['', 'Upload a file, or give its address.'],
  ])('cannot be %o, which is said beside its field, and kept', async (url, words) => {
    const { place, path, pass } = await planned()
    await pass()
    const asked = await place.owner.put(`${path}/recording`, { url })
    expect(asked.status).toBe(422)
    expect(await asked.json()).toMatchObject({ errors: { url: words } })
    const answer = await place.owner.submit(`${path}/recording`, { url }, 'PUT')
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(words)
    expect(page).toContain('aria-invalid="true"')
    expect(page).toMatch(/<details class="event-part fold" open/)
    const [field = ''] = /<input[^>]*name="url"[^>]*>/.exec(page) ?? []
    expect(/value="([^"]*)"/.exec(field)?.[1]).toBe(url)
    const ben = await place.join()
    expect((await ben.put(`${path}/recording`, { url })).status).toBe(403)
    expect((await guest().put(`${path}/recording`, { url })).status).toBe(401)
  })
})
