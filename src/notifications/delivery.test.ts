import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { community } from '../../tests/community.ts'
import { clock, lettersTo, minute, provider, tell } from '../../tests/delivery.ts'
import { someone } from '../../tests/people.ts'
import { browser } from '../../tests/push.ts'
import { connect } from '../db/connect.ts'

const db = connect(env)

type Inbox = { mine: { notices: { title: string; unread: number }[] } }

describe('a notice', () => {
  it.each([
    ['once a minute', [0, 1, 2, 3, 4, 5, 6]],
    ['three times a minute', [0, 0, 0, 1, 1, 1, 4, 4, 4, 5, 5, 5]],
    ['not for a while, and then late', [9, 9.5, 10]],
  ])('arrives in the inbox, by mail and by push once, with the cron run %s', async (_, ticks) => {
    const place = await community()
    const ada = await place.join('Ada')
    const phone = await browser(ada)
    const post = await place.post(ada, await place.space(), { title: 'Three pots' })
    const at = clock()
    await place.comment(place.owner, post, { content: 'Lovely basil.' })
    for (const tick of ticks) await minute(at(tick), ada)
    const title = 'Olivia Test commented on Three pots'
    const { notices } = (await ada.json<Inbox>('/inbox')).mine
    expect(notices).toEqual([expect.objectContaining({ title, unread: 1 })])
    const letters = await lettersTo(ada)
    expect(letters.map(({ subject }) => subject)).toEqual([title])
    expect(letters[0]?.text).toContain(`/${place.slug}/posts/${post}?comment=`)
    expect(letters[0]?.html).toContain('Lovely basil.')
    expect(await phone.told()).toEqual([
      { title, body: 'Lovely basil.', tag: `post:${post}`, badge: 1, link: expect.any(String) },
    ])
  })

  it('is lost by no failure and doubled by none, wherever it strikes', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    const phone = await browser(ada)
    const real = globalThis.fetch
    let steps = 0
    for (const isAfter of [false, true])
      for (let step = 1; step <= Math.max(steps, 1); step++) {
        // the clock of the last round ran ahead
        await db.execute(sql`delete from letters where profile_id = ${ada.id}`)
        await db.execute(sql`update push_subscriptions set queued_at = null, held_until = null
          where profile_id = ${ada.id}`)
        const cause = `${isAfter ? 'after' : 'before'} ${step}`
        await tell(ada, ben, cause)
        const at = clock()
        let count = 0
        // each step is a request: one is not sent, or its answer does not come
        vi.spyOn(globalThis, 'fetch').mockImplementation(async (...given) => {
          if (++count !== step) return real(...given)
          if (isAfter) await real(...given).then((answer) => answer.body?.cancel())
          throw new Error('connection lost')
        })
        for (const later of [0, 4]) await minute(at(later), ada)
        vi.mocked(globalThis.fetch).mockRestore()
        steps = Math.max(steps, count)
        for (const later of [15, 30]) await minute(at(later), ada)
        const letters = (await lettersTo(ada)).filter(({ subject }) => subject === cause)
        expect(letters, `letters, ${cause}`).toHaveLength(1)
        // a browser shows one notification for a tag, and a service keeps one message for a topic
        const told = (await phone.told()).filter(({ title }) => title === cause)
        expect(new Set(told.map(({ tag }) => tag)), `pushes, ${cause}`).toEqual(new Set([cause]))
        await ada.put('/inbox/read')
      }
    expect(steps).toBeGreaterThan(12)
  }, 60_000)

  it('goes with others that come within minutes into one letter, and the next keeps its distance', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    const at = clock()
    await tell(ada, ben, 'first')
    await minute(at(0), ada)
    await tell(ada, ben, 'second', { topic: 'post:1', title: 'Ben Test replied to you' })
    await tell(ada, await someone('Cleo'), 'third', {
      ...{ topic: 'post:1', title: 'Cleo Test replied to you' },
    })
    for (const later of [1, 4]) await minute(at(later), ada)
    await tell(ada, ben, 'fourth')
    for (const later of [5, 9, 18]) await minute(at(later), ada)
    expect((await lettersTo(ada)).map(({ subject }) => subject)).toEqual(['first, and 1 more'])
    expect((await lettersTo(ada))[0]?.text).toContain('Cleo Test and Ben Test replied to you')
    await minute(at(20), ada)
    expect((await lettersTo(ada)).map(({ subject }) => subject)).toEqual([
      'first, and 1 more',
      'fourth',
    ])
  })

  it('is not sent when it was read, muted or no longer wanted before', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    const phone = await browser(ada)
    const at = clock()
    await tell(ada, ben, 'read', { topic: 'post:1' })
    await ada.put('/inbox/seen', { topic: 'post:1' })
    await tell(ada, ben, 'muted', { topic: 'post:2' })
    const { notices } = (await ada.json<{ mine: { notices: { id: string }[] } }>('/inbox')).mine
    await minute(at(-1))
    expect((await ada.put(`/inbox/${notices[0]?.id}/mute`)).status).toBe(200)
    for (const later of [0, 4, 5]) await minute(at(later), ada)
    expect([await lettersTo(ada), await phone.told()]).toEqual([[], []])
    await tell(ada, ben, 'silent', { topic: 'post:2' })
    expect((await ada.json<Inbox>('/inbox')).mine.notices).toHaveLength(2)
  })

  it('never reaches by mail or push who has lost the right to read it', async () => {
    const place = await community()
    const ada = await place.join('Ada')
    const phone = await browser(ada)
    const space = await place.space({ visibility: 'private', name: 'Quokka den' })
    const guestAt = place.at(`/s/${space}/guests/${ada.username}`)
    await place.owner.put(guestAt)
    const at = clock()
    const post = { title: 'A quokka secret', content: `Psst @${ada.username}` }
    await place.post(place.owner, space, post)
    await minute(at(0))
    await place.owner.delete(guestAt)
    for (const later of [1, 4, 5, 16]) await minute(at(later), ada)
    expect([await lettersTo(ada), await phone.told()]).toEqual([[], []])
    // the digest too
    await place.owner.put(guestAt)
    await ada.put(place.at(`/s/${space}/level`), { level: 'follow' })
    await place.post(place.owner, space, { title: 'Another quokka secret' })
    await minute(at(20), ada)
    await place.owner.delete(guestAt)
    for (const day of [1, 8]) await minute(at(day * 24 * 60), ada)
    expect(await lettersTo(ada)).toEqual([])
  })

  it('goes to no browser that has gone, and is tried again where the service failed', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    const [gone, slow] = [await browser(ada), await browser(ada)]
    await gone.answers([410])
    await slow.answers([503])
    const at = clock()
    for (const cause of ['one', 'two']) await tell(ada, ben, cause)
    expect(await minute(at(0), ada)).toHaveLength(1)
    await minute(at(11), ada)
    expect((await slow.told()).map(({ title }) => title)).toEqual(['one', 'two'])
    expect((await slow.headers())[0]).toMatchObject({
      ...{ 'content-encoding': 'aes128gcm', ttl: '86400', topic: expect.stringMatching(/^.{32}$/) },
    })
    const { rows } = await db.execute(sql`
      select id from push_subscriptions where profile_id = ${ada.id}`)
    expect(rows).toEqual([{ id: slow.id }])
  })

  it('waits for the end of quiet hours, unless it is a reminder', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    const phone = await browser(ada)
    const hour = new Date().getUTCHours()
    const times = { quietFrom: hour, quietTo: (hour + 2) % 24, zone: 'UTC' }
    const chosen = await ada.json<{ mine: { held: { kinds: { kind: string }[] } } }>(
      '/settings/notifications',
    )
    const kinds = Object.fromEntries(chosen.mine.held.kinds.map((of) => [of.kind, of]))
    const all = { kinds, digest: 'weekly', digestHour: 9, digestDay: 1, ...times }
    expect((await ada.put('/settings/notifications', all)).status).toBe(200)
    const at = clock()
    await tell(ada, ben, 'a reply')
    await tell(ada, null, 'Seed swap in one hour', { type: 'event_reminder' })
    for (const later of [0, 5]) await minute(at(later), ada)
    expect((await lettersTo(ada)).map(({ subject }) => subject)).toEqual(['Seed swap in one hour'])
    expect((await phone.told()).map(({ title }) => title)).toEqual(['Seed swap in one hour'])
    for (const later of [125, 130]) await minute(at(later), ada)
    expect((await phone.told()).map(({ title }) => title)).toContain('a reply')
    expect((await lettersTo(ada)).map(({ subject }) => subject)).toContain('a reply')
  })

  it('waits in a letter that the provider does not take, and goes out once it does', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    await tell(ada, ben, 'patience')
    const at = clock()
    await minute(at(0), ada)
    await provider.fail(500)
    expect(await minute(at(4), ada)).toHaveLength(1)
    await tell(ada, ben, 'in order')
    for (const later of [10, 15, 35]) await minute(at(later), ada)
    expect((await lettersTo(ada)).map(({ subject }) => subject)).toEqual(['patience', 'in order'])
  })
})
