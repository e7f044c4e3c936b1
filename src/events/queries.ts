import { type SQL, sql } from 'drizzle-orm'
import { communityAt } from '../communities/queries.ts'
import { communities } from '../communities/tables.ts'
import { qualified } from '../db/columns.ts'
import type { Db } from '../db/connect.ts'
import type { Asker } from '../edge/rules.ts'
import { posts } from '../posts/tables.ts'
import { profiles } from '../profiles/tables.ts'
import { spaces } from '../spaces/tables.ts'
import type { Person } from '../ui/avatar.tsx'
import { endOf, isShownTo } from './access/queries.ts'
import { eventRsvps, type RsvpStatus } from './rsvps/tables.ts'
import { eventSeries } from './series/tables.ts'
import { events } from './tables.ts'

const ALL = 100_000

/** How many have answered so. */
const countOf = (status: RsvpStatus) => sql<number>`(
  select count(*)::int from ${eventRsvps} where ${eventRsvps.eventId} = ${events.id}
    and ${eventRsvps.status} = ${status}::rsvp_status)`

const coHosts = sql<Person[]>`case when ${events.coHostIds} = '{}' then '[]'::json else coalesce((
  select json_agg(json_build_object('username', co.username, 'fullName', co.full_name,
    'avatarUrl', co.avatar_url) order by array_position(${events.coHostIds}, co.id))
  from ${profiles} co where co.id = any(${events.coHostIds}) and co.deleted_at is null), '[]') end`

const talk = sql<{ id: string; comments: number } | null>`(
  select json_build_object('id', ${posts.id}, 'comments', ${posts.commentsCount}) from ${posts}
  where ${posts.id} = ${events.postId} and ${posts.deletedAt} is null)`

/**
 * Events as everyone who may see them sees them. The link and the names of guests are asked for
 * elsewhere, by those who may have them.
 * @param length how many characters of each description are wanted
 */
export const eventsAt = (db: Db, condition: SQL, order: SQL, limit: number, length = ALL) =>
  db
    .select({
      id: events.id,
      title: events.title,
      description: sql<string>`left(${events.description}, ${length})`,
      coverUrl: events.coverUrl,
      eventType: events.eventType,
      location: events.location,
      startsAt: events.startsAt,
      endsAt: endOf,
      startsWall: events.startsWall,
      endsWall: events.endsWall,
      timezone: events.timezone,
      capacity: events.capacity,
      guestNames: events.guestNames,
      isPublished: events.isPublished,
      cancelledAt: events.cancelledAt,
      recordingUrl: events.recordingUrl,
      sequence: events.sequence,
      updatedAt: events.updatedAt,
      hasLink: sql<boolean>`${events.linkUrl} is not null`,
      host: {
        username: profiles.username,
        fullName: profiles.fullName,
        avatarUrl: profiles.avatarUrl,
      },
      coHosts: qualified(coHosts),
      going: qualified(countOf('going')),
      maybe: qualified(countOf('maybe')),
      waiting: qualified(countOf('waitlist')),
      talk: qualified(talk),
      seriesId: events.seriesId,
      recurrenceWall: events.recurrenceWall,
      ownFields: events.ownFields,
      rule: eventSeries.rule,
      space: {
        id: spaces.id,
        slug: spaces.slug,
        name: spaces.name,
        emoji: spaces.emoji,
        isArchived: spaces.isArchived,
      },
      community: { slug: communities.slug, name: communities.name },
    })
    .from(events)
    .innerJoin(spaces, sql`${spaces.id} = ${events.spaceId}`)
    .innerJoin(communities, sql`${communities.id} = ${spaces.communityId}`)
    .innerJoin(profiles, sql`${profiles.id} = ${events.hostId}`)
    .leftJoin(eventSeries, sql`${eventSeries.id} = ${events.seriesId}`)
    .where(condition)
    .orderBy(order)
    .limit(limit)
export type EventRow = Awaited<ReturnType<typeof eventsAt>>[number]

/** An event by its address, and who asks for it. */
export type At = { slug: string; space: string; id: string; asker: Asker }

export const isAt = ({ slug, space, id, asker }: At): SQL => sql`(
  ${events.id} = ${id}::uuid and ${spaces.slug} = ${space}
  and ${spaces.communityId} = ${communityAt(slug)} and ${isShownTo(asker)})`

/** One event, for those who may see it. */
export const findEvent = (db: Db, at: At) => eventsAt(db, isAt(at), sql`${events.id}`, 1)
