import { type SQL, sql } from 'drizzle-orm'
import { communities } from '../../../communities/tables.ts'
import { qualified } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { visibleTo } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { endOf, isHostedBy } from '../../access/queries.ts'
import { eventFeeds } from '../../feeds/tables.ts'
import { eventRsvps, type RsvpStatus } from '../../rsvps/tables.ts'
import { eventSeries } from '../../series/tables.ts'
import { events } from '../../tables.ts'

/** More than any calendar holds of a year and what has been. */
const MOST = 2000

const answerOf = (me: SQL) => sql<RsvpStatus | null>`(
  select ${eventRsvps.status} from ${eventRsvps}
  where ${eventRsvps.eventId} = ${events.id} and ${eventRsvps.userId} = ${me})`

/** Events as calendars take them; the link only where this person goes, or holds it. */
const entries = (db: Db, me: SQL, where: SQL) =>
  db
    .select({
      id: events.id,
      title: events.title,
      description: events.description,
      eventType: events.eventType,
      location: events.location,
      linkUrl: qualified(sql<string | null>`case when ${answerOf(me)} = 'going'
        or ${isHostedBy(me)} then ${events.linkUrl} end`),
      startsWall: events.startsWall,
      endsWall: events.endsWall,
      timezone: events.timezone,
      sequence: events.sequence,
      updatedAt: events.updatedAt,
      cancelledAt: events.cancelledAt,
      deletedAt: events.deletedAt,
      ownFields: events.ownFields,
      recurrenceWall: events.recurrenceWall,
      answer: qualified(answerOf(me)),
      host: profiles.fullName,
      space: spaces.slug,
      community: communities.slug,
      series: {
        id: eventSeries.id,
        rule: eventSeries.rule,
        startsWall: eventSeries.startsWall,
        timezone: eventSeries.timezone,
        minutes: eventSeries.minutes,
      },
    })
    .from(events)
    .innerJoin(spaces, sql`${spaces.id} = ${events.spaceId}`)
    .innerJoin(communities, sql`${communities.id} = ${spaces.communityId}`)
    .innerJoin(profiles, sql`${profiles.id} = ${events.hostId}`)
    .leftJoin(eventSeries, sql`${eventSeries.id} = ${events.seriesId}`)
    .where(sql`${where} and ${visibleTo(me)} and ${events.isPublished}`)
    .orderBy(events.startsAt, events.id)
    .limit(MOST)
export type EntryRow = Awaited<ReturnType<typeof entries>>[number]

const isRecent = sql`${endOf} > now() - interval '90 days'`
const ownerOf = (token: string) =>
  sql`(select owned.profile_id from ${eventFeeds} owned where owned.token = ${token})`

/** What whoever has a secret address goes to, thinks of, waits for or holds; nothing if it is a space's. */
export const entriesOfOwner = (db: Db, token: string) => {
  const me = ownerOf(token)
  return entries(
    db,
    me,
    sql`${isRecent} and ${events.deletedAt} is null
      and exists (select 1 from ${eventFeeds} of where of.token = ${token} and of.space_id is null)
      and (${isHostedBy(me)} or ${answerOf(me)} in ('going', 'maybe', 'waitlist'))`,
  )
}

/**
 * The events of the space that a secret address is of. Of series that go on all of them, and the
 * deleted too: a calendar has to be told what its rule is to leave out.
 */
export const entriesOfSpace = (db: Db, token: string) =>
  entries(
    db,
    ownerOf(token),
    sql`${events.spaceId} = (select of.space_id from ${eventFeeds} of where of.token = ${token})
      and (${isRecent} or exists (select 1 from ${events} later
        where later.series_id = ${events.seriesId} and later.starts_at > now() - interval '90 days'))
      and (${events.deletedAt} is null or ${events.seriesId} is not null)`,
  )

/** One event for someone who sees it. */
export const entryOf = (db: Db, id: string, me: string | null) =>
  entries(db, sql`${me}::uuid`, sql`${events.id} = ${id}::uuid and ${events.deletedAt} is null`)
