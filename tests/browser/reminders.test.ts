import { sync as calendar } from 'node-ical'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lettersTo, listening, push, shownIn, sql, tick } from './delivered.ts'
import { call, closeBrowser, newcomer, phone, type Visitor } from './visitor.ts'

const slug = `soon-${crypto.randomUUID().slice(0, 8)}`
let host: Visitor

beforeAll(async () => {
  host = await newcomer('Hana')
  await call(host.page, 'POST', '/communities', { name: 'Soon', slug })
  const space = { name: 'Meet', slug: 'meet', spaceType: 'events' }
  await call(host.page, 'POST', `/${slug}/spaces`, space)
})
afterAll(closeBrowser)

const startsAt = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 16)

/** As if the days until then had passed, and it were answered three days ago. */
const comesIn = (id: string, minutes: number) =>
  sql(
    `with moved as (update events set ends_at = now() + interval '9 hours',
       starts_at = now() + make_interval(mins => $2) - interval '20 seconds' where id = $1 returning id)
     update event_rsvps set updated_at = now() - interval '3 days' where event_id = $1`,
    [id, minutes],
  )

it.each([
  { times: '0', minutes: 30, ticks: [0, 0, 1, 1, 1], title: 'In 30 minutes: Soup' },
  { times: '1', minutes: 60, ticks: [1, 1, 1], title: 'In an hour: Soup' },
  { times: '3', minutes: 60, ticks: [3, 3, 3], title: 'In an hour: Soup' },
])(
  'reminds once by inbox, mail and push with the cron run $times times a minute',
  async (of) => {
    const ben = await newcomer('Ben', { permissions: ['notifications'], viewport: phone })
    const { page, errors } = ben
    await call(page, 'POST', `/${slug}/membership`)
    const soup = { title: 'Soup', startsAt: startsAt(), timezone: 'Europe/Lisbon', publish: true }
    const made = await call<{ id: string; href: string }>(
      host.page,
      'POST',
      `/${slug}/s/meet/events`,
      soup,
    )
    await page.goto(made.href)
    await page.getByRole('button', { name: 'Going', exact: true }).click()
    await page.getByRole('heading', { name: 'You are going' }).waitFor()
    const told = await listening(ben)

    await comesIn(made.id, of.minutes)
    for (const many of of.ticks) await Promise.all(Array.from({ length: many }, tick))
    await expect.poll(told, { timeout: 60_000 }).toHaveLength(1)
    await expect.poll(() => lettersTo(ben.username), { timeout: 60_000 }).toHaveLength(1)
    for (const many of of.ticks) await Promise.all(Array.from({ length: many }, tick))

    await page.goto('/inbox')
    expect(await page.locator('.notice-row').count()).toBe(1)
    expect(await page.locator('.notice-link').first().textContent()).toBe(of.title)
    expect(await page.locator('.notice-row[data-unread]').count()).toBe(1)
    const [letter, ...others] = await lettersTo(ben.username)
    expect([letter?.subject, others]).toEqual([of.title, []])
    expect(letter?.text).toContain(made.href)
    const pushes = await told()
    expect(pushes.map(({ title, link }) => ({ title, link }))).toEqual([
      { title: of.title, link: made.href },
    ])
    const [first] = pushes
    if (first) await push(ben, first)
    await expect.poll(() => shownIn(page)).toEqual([of.title])

    // who sees the event has seen the reminder
    await page.goto(made.href)
    await page.locator('.tab-badge .unread').waitFor({ state: 'detached' })
    await page.goto('/inbox')
    expect(await page.locator('.notice-row[data-unread]').count()).toBe(0)

    const feed = await call<{ path: string }>(page, 'POST', '/events/feeds')
    const read = async () => {
      const parsed = calendar.parseICS(await (await page.request.get(feed.path)).text())
      return Object.values(parsed).flatMap((part) =>
        part?.type === 'VEVENT' ? [[part.uid, part.summary]] : [],
      )
    }
    const once = await read()
    expect(once).toEqual([[expect.stringContaining(made.id), 'Soup']])
    expect(await read()).toEqual(once)
    expect(errors).toEqual([])
  },
  300_000,
)
