import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { clock, lettersTo, minute, tell } from '../../../tests/delivery.ts'
import { type Person, someone } from '../../../tests/people.ts'
import { connect } from '../../db/connect.ts'
import { kinds } from '../kinds/rules.ts'
import { afterQuiet, nextDigest } from './queries.ts'

const db = connect(env)

type Times = {
  zone: string
  digest?: string
  digestHour?: number
  digestDay?: number
  quietFrom?: number
  quietTo?: number
}

/** Asks the database as the sweep does, for someone of these preferences. */
async function ask(what: typeof nextDigest, at: string, times: Times): Promise<string> {
  const row = {
    digest: 'daily',
    digestHour: 9,
    digestDay: 1,
    quietFrom: null,
    quietTo: null,
    ...times,
  }
  const { rows } = await db.execute<{ at: string }>(sql`
    select to_char(${what(sql`${at}::timestamptz`)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI"Z"') as at
    from (select ${row.zone} as zone, ${row.digest} as digest, ${row.digestHour}::smallint as digest_hour,
      ${row.digestDay}::smallint as digest_day, ${row.quietFrom}::smallint as quiet_from,
      ${row.quietTo}::smallint as quiet_to) notification_preferences`)
  return rows[0]?.at ?? ''
}

describe('the digest', () => {
  it.each([
    // clocks go forward on 29 March 2026 in Europe: nine is an hour earlier
    ['2026-03-28T12:00Z', { zone: 'Europe/Berlin' }, '2026-03-29T07:00Z'],
    ['2026-03-27T12:00Z', { zone: 'Europe/Berlin' }, '2026-03-28T08:00Z'],
    // two o'clock is skipped that night: it comes at three, once
    ['2026-03-28T12:00Z', { zone: 'Europe/Berlin', digestHour: 2 }, '2026-03-29T01:00Z'],
    ['2026-03-29T01:00Z', { zone: 'Europe/Berlin', digestHour: 2 }, '2026-03-30T00:00Z'],
    // and back on 25 October: half past two comes twice, the digest of two once
    ['2026-10-24T12:00Z', { zone: 'Europe/Berlin', digestHour: 9 }, '2026-10-25T08:00Z'],
    ['2026-10-25T00:30Z', { zone: 'Europe/Berlin', digestHour: 2 }, '2026-10-26T01:00Z'],
    ['2026-10-25T01:30Z', { zone: 'Europe/Berlin', digestHour: 2 }, '2026-10-26T01:00Z'],
    // the other half of the world turns the other way round
    ['2026-04-04T12:00Z', { zone: 'Australia/Sydney' }, '2026-04-04T23:00Z'],
    ['2026-10-03T12:00Z', { zone: 'Australia/Sydney' }, '2026-10-03T22:00Z'],
    // half an hour, on an island
    ['2026-04-04T12:00Z', { zone: 'Australia/Lord_Howe' }, '2026-04-04T22:30Z'],
    ['2026-03-07T20:00Z', { zone: 'America/New_York' }, '2026-03-08T13:00Z'],
    ['2026-11-01T01:00Z', { zone: 'America/Los_Angeles' }, '2026-11-01T17:00Z'],
    ['2026-06-01T12:00Z', { zone: 'Asia/Kathmandu' }, '2026-06-02T03:15Z'],
    ['2026-06-01T12:00Z', { zone: 'Pacific/Kiritimati' }, '2026-06-01T19:00Z'],
    ['2026-06-01T12:00Z', { zone: 'America/Sao_Paulo', digestHour: 0 }, '2026-06-02T03:00Z'],
    ['2026-06-01T12:00Z', { zone: 'Africa/Casablanca' }, '2026-06-02T08:00Z'],
    // a week: Monday, over the night on which clocks change
    [
      '2026-03-24T12:00Z',
      { zone: 'Europe/London', digest: 'weekly', digestDay: 1 },
      '2026-03-30T08:00Z',
    ],
    [
      '2026-03-30T08:00Z',
      { zone: 'Europe/London', digest: 'weekly', digestDay: 1 },
      '2026-04-06T08:00Z',
    ],
    [
      '2026-06-03T12:00Z',
      { zone: 'UTC', digest: 'weekly', digestDay: 7, digestHour: 17 },
      '2026-06-07T17:00Z',
    ],
  ])('after %s for %j comes at %s', async (at, times, expected) => {
    expect(await ask(nextDigest, at, times)).toBe(expected)
  })

  it('comes with what has not been seen, of what goes into it, and not at all without', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    const at = clock()
    const day = 24 * 60
    await choose(ada, { digest: 'daily', digestHour: new Date().getUTCHours(), zone: 'UTC' })
    for (const name of ['one', 'two', 'three'])
      await tell(ada, ben, name, { type: 'new_post', topic: `post:${name}` })
    for (const later of [0, 4, 30]) await minute(at(later), ada)
    expect(await lettersTo(ada)).toEqual([])
    await ada.put('/inbox/seen', { topic: 'post:two' })
    for (const later of [day, day + 1, day + 2]) await minute(at(later), ada)
    const letters = await lettersTo(ada)
    expect(letters.map(({ subject }) => subject)).toEqual(['2 things you have not seen'])
    expect(letters[0]?.text).toContain('three')
    expect(letters[0]?.text).not.toContain('two\n')
    // seen before it was due: no letter
    await tell(ada, ben, 'four', { type: 'new_post', topic: 'post:four' })
    await minute(at(day + 10), ada)
    await ada.put('/inbox/read')
    for (const later of [2, 3]) await minute(at(later * day), ada)
    expect(await lettersTo(ada)).toHaveLength(1)
  })

  it('moves to its new hour as soon as that is chosen', async () => {
    const [ada, ben] = [await someone(), await someone('Ben')]
    await tell(ada, ben, 'something', { type: 'new_post' })
    const at = clock()
    await minute(at(0), ada)
    const hour = (new Date().getUTCHours() + 2) % 24
    await choose(ada, { digest: 'daily', digestHour: hour, zone: 'UTC' })
    await minute(at(125), ada)
    expect(await lettersTo(ada)).toHaveLength(1)
  })
})

describe('quiet hours', () => {
  const night = { zone: 'Europe/Berlin', quietFrom: 22, quietTo: 7 }
  it.each([
    ['2026-06-01T19:59Z', night, '2026-06-01T19:59Z'],
    ['2026-06-01T20:00Z', night, '2026-06-02T05:00Z'],
    ['2026-06-02T04:59Z', night, '2026-06-02T05:00Z'],
    ['2026-06-02T05:00Z', night, '2026-06-02T05:00Z'],
    // the night in which clocks go forward, and the one in which they go back
    ['2026-03-28T23:00Z', night, '2026-03-29T05:00Z'],
    ['2026-10-24T22:00Z', night, '2026-10-25T06:00Z'],
    ['2026-06-01T12:00Z', { zone: 'UTC', quietFrom: 9, quietTo: 17 }, '2026-06-01T17:00Z'],
    ['2026-06-01T18:00Z', { zone: 'UTC', quietFrom: 9, quietTo: 17 }, '2026-06-01T18:00Z'],
    ['2026-06-01T12:00Z', { zone: 'UTC' }, '2026-06-01T12:00Z'],
  ])('let %s for %j wait until %s', async (at, times, expected) => {
    expect(await ask(afterQuiet, at, times)).toBe(expected)
  })
})

async function choose(who: Person, times: Times) {
  const channels = { inbox: true, mail: 'digest', push: false }
  const all = Object.fromEntries(kinds.map((kind) => [kind, channels]))
  const body = { kinds: all, digestDay: 1, quietFrom: null, quietTo: null, ...times }
  const answer = await who.put('/settings/notifications', body)
  if (answer.status !== 200) throw new Error(await answer.text())
}
