import { sql } from 'drizzle-orm'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { plannableBy } from '../../access/queries.ts'
import { eventSeries } from '../../series/tables.ts'
import { events } from '../../tables.ts'
import { startTalk } from '../../talk/queries.ts'
import type { Talk } from '../../talk/rules.ts'
import type { Occurrence } from '../../times/rules.ts'
import type { Draft } from '../draft/rules.ts'
import { insertEvents, insertSeries } from '../insert/queries.ts'

type New = {
  draft: Draft
  /** its first, and of a series all others */
  occurrences: [Occurrence, ...Occurrence[]]
  minutes: number
  spaceId: string
  me: string
  /** where it is talked about; null for a draft */
  talk: Talk | null
}

/**
 * A new event, or a series of them, if its host may plan in the space at this moment. With an id
 * that is there already nothing happens.
 */
export function createEvent(db: Db, { draft, occurrences, minutes, spaceId, me, talk }: New) {
  const [first, ...others] = occurrences
  const seriesId = draft.rule ? newId() : null
  const { rule, timezone } = draft
  const plan = { rule, timezone, minutes, spaceId, startsWall: first.startsWall, revision: newId() }
  const allowed = plannableBy(me)
  const isNew = sql`not exists (select 1 from ${events} where ${events.id} = ${first.id}::uuid)`
  const isMade = sql`exists (select 1 from ${events} join ${eventSeries}
    on ${eventSeries.id} = ${events.seriesId}
    where ${events.id} = ${first.id}::uuid and ${eventSeries.id} = ${seriesId}::uuid)`
  const common = { spaceId, hostId: me, seriesId, isPublished: talk !== null }
  return [
    ...(seriesId
      ? [insertSeries(db, { ...plan, id: seriesId }, sql`${allowed} and ${isNew}`)]
      : []),
    insertEvents(db, common, draft, [first], allowed),
    ...(others.length ? [insertEvents(db, common, draft, others, isMade)] : []),
    ...(talk
      ? startTalk(
          db,
          talk,
          occurrences.map(({ id }) => id),
        )
      : []),
  ]
}

/** Whether an event of this person's came to be. */
export const findMade = (db: Db, id: string, me: string) =>
  db
    .select({ id: events.id })
    .from(events)
    .where(sql`${events.id} = ${id}::uuid and ${events.hostId} = ${me}::uuid`)
