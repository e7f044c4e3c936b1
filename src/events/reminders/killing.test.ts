import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { community, type Person } from '../../../tests/community.ts'
import { clock, lettersTo, minute } from '../../../tests/delivery.ts'
import { killedEverywhere } from '../../../tests/killing.ts'
import { browser } from '../../../tests/push.ts'
import { connect } from '../../db/connect.ts'
import { remind } from './jobs.ts'

const db = connect(env)

async function guest() {
  const place = await community()
  const space = await place.space({ spaceType: 'events' })
  const id = await place.event(place.owner, space)
  const ben = await place.join()
  await ben.put(place.at(`/s/${space}/events/${id}/rsvp`), { status: 'going' })
  return { id, ben, phone: await browser(ben) }
}

/** Another event of the same guest, of which they are due to be reminded. */
const comesSoon = (id: string, { id: who }: Person, title: string) =>
  db.batch([
    db.execute(sql`update events set title = ${title}, ends_at = now() + interval '9 hours',
      starts_at = now() + interval '59 minutes' where id = ${id}::uuid`),
    db.execute(sql`update event_rsvps set updated_at = now() - interval '3 days'
      where event_id = ${id}::uuid`),
    // the clock of the last round ran ahead
    db.execute(sql`delete from letters where profile_id = ${who}::uuid`),
    db.execute(sql`update push_subscriptions set queued_at = null, held_until = null
      where profile_id = ${who}::uuid`),
  ])

it('a reminder comes once by every way, wherever the Workers on its way are killed', async () => {
  const { id, ben, phone } = await guest()
  let round = 0
  const title = () => `Soup ${round}`
  const heard = () => `In an hour: ${title()}`
  await comesSoon(id, ben, title())
  const tick = async (now: Date) => {
    await remind({ db, now: new Date() })
    await minute(now, ben)
  }
  const steps = await killedEverywhere(
    () => tick(new Date()),
    async (kill) => {
      // by then nobody holds anything, and what was on the queue comes there again
      await tick(clock()(15))
      const { rows } = await db.execute<{ title: string }>(sql`select title from notifications
        where user_id = ${ben.id}::uuid and title = ${heard()}`)
      const letters = (await lettersTo(ben)).filter(({ subject }) => subject === heard())
      // a browser shows one notification for a tag
      const pushes = (await phone.told()).filter((one) => one.title === heard())
      const tags = new Set(pushes.map(({ tag }) => tag))
      const counts = { inbox: rows.length, mail: letters.length, push: tags.size }
      expect(counts, JSON.stringify(kill)).toEqual({ inbox: 1, mail: 1, push: 1 })
      await ben.put('/inbox/read')
      round++
      await comesSoon(id, ben, title())
    },
  )
  expect(steps).toBeGreaterThan(12)
}, 300_000)

it.each([
  ['once', [1, 1, 1]],
  ['three times', [3, 3, 3]],
  ['not at all, and then late', [0, 0, 1, 1, 1]],
])('a reminder comes once by every way with the cron run %s a minute', async (_, ticks) => {
  const { id, ben, phone } = await guest()
  await comesSoon(id, ben, 'Soup')
  const at = clock()
  for (const [minutes, many] of ticks.entries())
    await Promise.all(
      Array.from({ length: many }, async () => {
        await remind({ db, now: at(minutes) })
        await minute(at(minutes), ben)
      }),
    )
  const title = 'In an hour: Soup'
  type Inbox = { mine: { notices: { title: string; unread: number }[] } }
  const { notices } = (await ben.json<Inbox>('/inbox')).mine
  expect(notices).toEqual([expect.objectContaining({ title, unread: 1 })])
  expect((await lettersTo(ben)).map(({ subject }) => subject)).toEqual([title])
  expect(await phone.told()).toMatchObject([{ title, tag: `event:${id}`, badge: 1 }])
})
