import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { forgetSoon } from '../../edge/touch.ts'
import { holdEvents, promote, tellPromoted } from '../rsvps/seats/queries.ts'
import { touchedByAnswer } from '../rules.ts'
import { DAYS_AHEAD, MOST_AHEAD, timesOf } from '../series/rules.ts'
import { instantsOf, occurrenceAt, wallAfter, wallNow } from '../times/rules.ts'
import {
  areEvents,
  areUnawaited,
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
export async function freeSeats({ env, db }: At): Promise<void> {
  const lost = await eventsOfLost(db, { awaited: true, limit: AT_ONCE })
  if (lost.length === 0) return
  const which = areEvents(lost)
  await db.batch([
    holdEvents(db, which),
    releaseLost(db, which),
    promote(db, which),
    tellPromoted(db, which, newId()),
  ])
  await forgetSoon(env, lost.flatMap(touchedByAnswer), null)
}

/** Takes the answers of those back who may not come any more, where nobody waits for it. */
export async function forgetLost({ env, db }: At): Promise<void> {
  const lost = await eventsOfLost(db, { awaited: false, limit: ALL })
  if (lost.length === 0) return
  await db.batch([holdEvents(db, areEvents(lost)), releaseLost(db, areUnawaited(lost))])
  await forgetSoon(env, lost.flatMap(touchedByAnswer), null)
}

/** Series that go on are made a year ahead, night by night. */
export async function extend({ db, now }: At): Promise<void> {
  const horizon = new Date(now.getTime() + DAYS_AHEAD * 24 * 3600_000)
  const series = await seriesToExtend(db, horizon)
  const added = series.flatMap(({ id, rule, startsWall, timezone, minutes, last, coming }) => {
    const from = wallAfter(last, 1)
    const to = wallAfter(wallNow(now, timezone), DAYS_AHEAD * 24 * 60)
    const most = Math.max(0, MOST_AHEAD - coming)
    const times = most > 0 ? timesOf(rule, startsWall, { from, to, most }) : []
    return times.map((wall) => ({
      ...occurrenceAt(newId(), wall, minutes, timezone),
      ...{ seriesId: id, timezone },
    }))
  })
  if (added.length) await extendSeries(db, added)
}

/** A plan is a time on a wall: where a country has changed its clocks, the instants follow. */
export async function followClocks({ db }: At): Promise<void> {
  for (let after: string | null = null; ; ) {
    const plans: Awaited<ReturnType<typeof plansToCome>> = await plansToCome(db, after, 1000)
    const off = plans.flatMap(({ id, endsWall, ...plan }) => {
      const span = instantsOf({ ...plan, endsWall: endsWall ?? wallAfter(plan.startsWall, 60) })
      const isOff = span.startsAt.getTime() !== plan.startsAt.getTime()
      const endsOff = plan.endsAt && span.endsAt.getTime() !== plan.endsAt.getTime()
      return isOff || endsOff ? [{ id, ...span }] : []
    })
    if (off.length) await correctInstants(db, off)
    after = plans.at(-1)?.id ?? null
    if (plans.length < 1000) return
  }
}
