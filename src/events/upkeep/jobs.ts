import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { forgetSoon } from '../../edge/touch.ts'
import { holdEvents, isEvent, promote, tellPromoted } from '../rsvps/seats/queries.ts'
import { touchedByAnswer } from '../rules.ts'
import { DAYS_AHEAD, MOST_AHEAD, timesOf } from '../series/rules.ts'
import { instantsOf, occurrenceAt, wallAfter, wallNow } from '../times/rules.ts'
import {
  correctInstants,
  eventsOfLost,
  extendSeries,
  plansToCome,
  releaseLost,
  seriesToExtend,
} from './queries.ts'

type At = { env: Env; db: Db; now: Date }

const AT_ONCE = 50
const ALL = 1000

/** Gives on the seats of those who have left, were banned, or may not enter, where others wait. */
export const freeSeats = (at: At): Promise<void> => free(at, { awaited: true, limit: AT_ONCE })

/** Takes the answers of those back who may not come any more, where nobody waits for it. */
export const forgetLost = (at: At): Promise<void> => free(at, { awaited: false, limit: ALL })

async function free({ env, db }: At, which: Parameters<typeof eventsOfLost>[1]): Promise<void> {
  for (const event of await eventsOfLost(db, which)) {
    const one = isEvent(event.id)
    await db.batch([
      holdEvents(db, one),
      releaseLost(db, event.id),
      promote(db, one),
      tellPromoted(db, event, newId()),
    ])
    await forgetSoon(env, touchedByAnswer(event), null)
  }
}

/** Series that go on are made a year ahead, night by night. */
export async function extend({ db, now }: At): Promise<void> {
  const horizon = new Date(now.getTime() + DAYS_AHEAD * 24 * 3600_000)
  for (const { id, rule, startsWall, timezone, minutes, last, coming } of await seriesToExtend(
    db,
    horizon,
  )) {
    const from = wallAfter(last, 1)
    const to = wallAfter(wallNow(now, timezone), DAYS_AHEAD * 24 * 60)
    const most = Math.max(0, MOST_AHEAD - coming)
    const times = most > 0 ? timesOf(rule, startsWall, { from, to, most }) : []
    const added = times.map((wall) => occurrenceAt(newId(), wall, minutes, timezone))
    if (added.length) await extendSeries(db, id, timezone, added)
  }
}

/** A plan is a time on a wall: where a country has changed its clocks, the instants follow. */
export async function followClocks({ db }: At): Promise<void> {
  for (let after: string | null = null; ; ) {
    const plans: Awaited<ReturnType<typeof plansToCome>> = await plansToCome(db, after, 1000)
    for (const { id, endsWall, ...plan } of plans) {
      const span = instantsOf({ ...plan, endsWall: endsWall ?? wallAfter(plan.startsWall, 60) })
      const isOff = span.startsAt.getTime() !== plan.startsAt.getTime()
      const endsOff = plan.endsAt && span.endsAt.getTime() !== plan.endsAt.getTime()
      if (isOff || endsOff) await correctInstants(db, id, span)
    }
    after = plans.at(-1)?.id ?? null
    if (plans.length < 1000) return
  }
}
