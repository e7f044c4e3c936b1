import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { community } from '../../../tests/community.ts'
import { clock, lettersTo, minute, tell } from '../../../tests/delivery.ts'
import { type Person, someone } from '../../../tests/people.ts'
import { browser } from '../../../tests/push.ts'
import { connect } from '../../db/connect.ts'
import { type Channels, channelsOf, kinds } from '../kinds/rules.ts'
import type { Kind } from '../tables.ts'

const db = connect(env)

type Page = { mine: { held: { kinds: ({ kind: Kind } & Channels)[]; zone: string } } }
type Inbox = { mine: { notices: { id: string; title: string; unread: number }[] } }

const titles = async (who: Person, query = '') =>
  (await who.json<Inbox>(`/inbox${query}`)).mine.notices.map(({ title }) => title)

const choice = (of: Partial<Record<Kind, Partial<Channels>>> = {}) => ({
  kinds: Object.fromEntries(kinds.map((kind) => [kind, channelsOf(kind, of[kind])])),
  ...{ digest: 'off', digestHour: 9, digestDay: 1, zone: 'Asia/Tokyo' },
  ...{ quietFrom: null, quietTo: null },
})

describe('what someone chose', () => {
  it('holds for each kind and each way by itself', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    const phone = await browser(ada)
    const chosen = choice({
      mention: { inbox: false, mail: 'off', push: true },
      reply: { inbox: true, mail: 'now', push: false },
      new_post: { inbox: true, mail: 'off', push: false },
    })
    expect((await ada.put('/settings/notifications', chosen)).status).toBe(200)
    for (const type of ['mention', 'reply', 'new_post'] as const)
      await tell(ada, ben, type, { type })
    const at = clock()
    for (const later of [0, 4]) await minute(at(later), ada)
    expect(await titles(ada)).toEqual(['new_post', 'reply'])
    expect((await lettersTo(ada)).map(({ subject }) => subject)).toEqual(['reply'])
    expect((await phone.told()).map(({ title }) => title)).toEqual(['mention'])
  })

  it('is shown again, works as a form, and keeps only what differs from the defaults', async () => {
    const ada = await someone()
    const flat = Object.entries(choice({ reply: { mail: 'digest' } }).kinds).flatMap(
      ([kind, { inbox, mail, push }]): [string, string][] => [
        ...(inbox ? ([[`${kind}.inbox`, 'on']] as [string, string][]) : []),
        ...(push ? ([[`${kind}.push`, 'on']] as [string, string][]) : []),
        [`${kind}.mail`, mail],
      ],
    )
    const { kinds: _, quietFrom: _from, quietTo: _to, ...times } = choice()
    const rest = Object.entries({ ...times, quietFrom: '', quietTo: '' })
    const form = [...flat, ...rest.map(([name, value]): [string, string] => [name, `${value}`])]
    const answer = await ada.submit('/settings/notifications', form, 'PUT')
    expect(answer.status).toBe(303)
    const { held } = (await ada.json<Page>('/settings/notifications')).mine
    expect(held.zone).toBe('Asia/Tokyo')
    expect(held.kinds.find(({ kind }) => kind === 'reply')).toMatchObject({ mail: 'digest' })
    const { rows } = await db.execute(sql`
      select choices from notification_preferences where profile_id = ${ada.id}`)
    expect(rows).toEqual([{ choices: { reply: { mail: 'digest' } } }])
  })

  it('goes by the clock of one’s browser until one chooses another', async () => {
    const ada = await someone()
    const zoneOf = async () => (await ada.json<Page>('/settings/notifications')).mine.held.zone
    for (const zone of ['Mars/Olympus', 'Asia/Tokyo', 'Europe/Paris'])
      expect((await ada.put('/inbox/seen', { topic: 'post:x', zone })).status).toBe(200)
    expect(await zoneOf()).toBe('Asia/Tokyo')
    await ada.put('/settings/notifications', { ...choice(), zone: 'Africa/Nairobi' })
    await ada.put('/inbox/seen', { topic: 'post:x', zone: 'Asia/Tokyo' })
    expect(await zoneOf()).toBe('Africa/Nairobi')
  })

  it('is the zone of times too, in every browser; else each browser has its own', async () => {
    const ada = await someone()
    type Times = { zone: string | null }
    const timesIn = async () => (await ada.rest().json<Times>('/events')).zone
    expect(await timesIn()).toBeNull()
    ada.cookies.set('zone', 'Asia/Tokyo')
    // where they were first seen is not what they chose
    await ada.put('/inbox/seen', { topic: 'post:x', zone: 'Europe/Paris' })
    expect(await timesIn()).toBe('Asia/Tokyo')
    await ada.put('/settings/notifications', { ...choice(), zone: 'Africa/Nairobi' })
    expect(await timesIn()).toBe('Africa/Nairobi')
    // chosen beside the times, it is that of the settings, with all else as it was
    expect((await ada.post('/zone', { zone: 'America/Lima' })).status).toBe(200)
    ada.cookies.set('zone', 'Asia/Tokyo')
    expect(await timesIn()).toBe('America/Lima')
    const { held } = (
      await ada.json<Page & { mine: { held: { digest: string } } }>('/settings/notifications')
    ).mine
    expect(held).toMatchObject({ zone: 'America/Lima', digest: 'off' })
  })

  it.each([
    [{ zone: 'Mars/Olympus' }, 'zone'],
    [{ digest: 'hourly' }, 'digest'],
    [{ digestHour: 24 }, 'digestHour'],
    [{ quietFrom: 22, quietTo: null }, 'quietTo'],
    [{ quietFrom: 7, quietTo: 7 }, 'quietTo'],
    [{ kinds: { mention: { mail: 'sometimes' } } }, 'kinds.mention.mail'],
  ])('is refused as %j', async (wrong, name) => {
    const ada = await someone()
    const answer = await ada.put('/settings/notifications', { ...choice(), ...wrong })
    expect(answer.status).toBe(422)
    expect(Object.keys((await answer.json<{ errors: object }>()).errors)).toContain(name)
  })
})

describe('the inbox', () => {
  it('has one line for a thing, says who and how many, and leads to the first that is new', async () => {
    const place = await community()
    const ada = await place.join('Ada')
    const post = await place.post(ada, await place.space(), { title: 'Three pots' })
    const people = []
    for (const name of ['Ben', 'Cleo', 'Dan']) people.push(await place.join(name))
    const comments: string[] = []
    for (const who of people) comments.push(await place.comment(who, post))
    const { notices } = (
      await ada.json<Inbox & { mine: { notices: { link: string }[] } }>('/inbox')
    ).mine
    expect(notices).toMatchObject([
      { title: 'Dan Test and 2 others commented on Three pots', unread: 3 },
    ])
    expect(notices).toMatchObject([{ link: expect.stringContaining(comments[0] ?? '-') }])
    const [line] = notices
    expect((await ada.put(`/inbox/${line?.id}/read`)).status).toBe(200)
    expect(await titles(ada, '?show=unread')).toEqual([])
    await ada.delete(`/inbox/${line?.id}/read`)
    expect(await titles(ada, '?show=unread')).toEqual(['Dan Test commented on Three pots'])
    expect([
      await titles(ada, '?show=mentions'),
      await titles(ada, '?show=reminders'),
    ]).toMatchObject([[expect.any(String)], []])
  })
})

describe('a browser', () => {
  it('is told as long as its owner is signed in there, and by nobody’s word but theirs', async () => {
    const [ada, ben, eve] = [await someone(), await someone('Ben'), await someone('Eve')]
    const phone = await browser(ada)
    await eve.delete(`/settings/notifications/browsers/${phone.id}`)
    await eve.delete('/settings/notifications/browsers', { endpoint: phone.endpoint })
    await tell(ada, ben, 'before')
    const at = clock()
    await minute(at(0), ada)
    expect(await phone.told()).toHaveLength(1)
    await ada.post('/sign-out')
    await tell(ada, ben, 'after')
    for (const later of [1, 2]) await minute(at(later), ada)
    expect(await phone.told()).toHaveLength(1)
  })

  it('that listens elsewhere from now on is told there what it was still to be told', async () => {
    const [ada, ben, eve] = [await someone(), await someone('Ben'), await someone('Eve')]
    const before = await browser(ada)
    const at = clock()
    await tell(ada, ben, 'one')
    await minute(at(0), ada)
    await before.answers([503])
    await tell(ada, ben, 'two')
    expect(await minute(at(1), ada)).toHaveLength(1)
    const after = await browser(ada, before)
    type Settings = { mine: { browsers: { id: string }[] } }
    const browsers = async () => (await ada.json<Settings>('/settings/notifications')).mine.browsers
    expect(await browsers()).toMatchObject([{ id: after.id }])
    await minute(at(2), ada)
    expect((await after.told()).map(({ title }) => title)).toEqual(['two'])
    // it is nobody else's to say where someone listens
    await browser(eve, after)
    expect(await browsers()).toHaveLength(1)
    await tell(ada, ben, 'three')
    await minute(at(3), ada)
    expect((await after.told()).map(({ title }) => title)).toEqual(['two', 'three'])
  })

  it.each([
    'http://push.example.test/x',
    'https://evil.example/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://127.0.0.1/x',
    'https://push.example.test:8080/x',
  ])('cannot listen at %s', async (endpoint) => {
    const ada = await someone()
    const keys = { p256dh: 'x'.repeat(87), auth: 'x'.repeat(22) }
    expect((await ada.post('/settings/notifications/browsers', { endpoint, keys })).status).toBe(
      422,
    )
  })
})
