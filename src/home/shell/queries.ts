import { sql } from 'drizzle-orm'
import { dueOf } from '../../billing/lapsing/due/queries.ts'
import { unreadTalks } from '../../chat/direct/unread/queries.ts'
import { unreadChats } from '../../chat/unread/queries.ts'
import type { Viewer } from '../../communities/rules.ts'
import { communities, memberships } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { zoneChosenBy } from '../../notifications/preferences/queries.ts'
import { isNewsOn, unreadGroups } from '../../notifications/unread/queries.ts'
import { sessions } from '../../profiles/sessions/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import type { Session } from '../../session/cookie.ts'
import { isLive } from '../../spaces/grants/queries.ts'
import { grants } from '../../spaces/grants/tables.ts'
import type { MapSpace } from '../../spaces/rules.ts'
import { spaces } from '../../spaces/tables.ts'

/** A community and its spaces in their order: the same for everyone, and for every page in it. */
export const mapOf = (db: Db, slug: string) =>
  db
    .select({
      id: communities.id,
      name: communities.name,
      slug: communities.slug,
      description: communities.description,
      logoUrl: communities.logoUrl,
      coverUrl: communities.coverUrl,
      brandColor: communities.brandColor,
      isPublic: communities.isPublic,
      joining: communities.joining,
      hasPlans: qualified(sql<boolean>`exists (select 1 from ${membershipTiers}
        where ${membershipTiers.communityId} = ${communities.id} and ${membershipTiers.isActive}
          and ${membershipTiers.priceCents} > 0)`),
      spaces: qualified(sql<MapSpace[]>`coalesce((
        select json_agg(json_build_object(
          'id', ${spaces.id}, 'slug', ${spaces.slug}, 'name', ${spaces.name},
          'emoji', ${spaces.emoji}, 'description', ${spaces.description},
          'coverUrl', ${spaces.coverUrl}, 'spaceType', ${spaces.spaceType},
          'visibility', ${spaces.visibility}, 'requiredTierIds', ${spaces.requiredTierIds},
          'whoPosts', coalesce(${spaces.settings}->>'whoPosts', 'members')
        ) order by ${spaces.sortOrder}, ${spaces.id})
        from ${spaces} where ${spaces.communityId} = ${communities.id} and not ${spaces.isArchived}
      ), '[]')`),
    })
    .from(communities)
    .where(sql`${communities.slug} = ${slug} and ${communities.deletedAt} is null`)

export type CommunityMap = Awaited<ReturnType<typeof mapOf>>[number]

export type Passport = {
  profile: (NonNullable<Viewer['profile']> & { lastSeenAt: number }) | null
  membership: { role: NonNullable<Viewer['role']>; status: NonNullable<Viewer['status']> } | null
  tierIds: string[]
  spaceIds: string[]
  communities: { slug: string; name: string; logoUrl: string | null }[]
  /** by whose clocks they chose to read times; null where they did not */
  zone: string | null
  /** a payment of theirs here that did not go through; moments in milliseconds */
  due: Due | null
}

/** `endsAt` is when what it opens is closed, null where it is closed already. */
export type Due = { tier: string; endsAt: number | null }

/**
 * Who holds a session, what they may do in one community, and what their frame shows.
 * `profile` is null when the session has been ended: then nothing else of the answer counts.
 */
export function passportOf(db: Db, session: Session, slug: string | null) {
  const me = session.profileId
  return db
    .select({
      profile: qualified(sql<Passport['profile']>`(
        select json_build_object('id', ${profiles.id}, 'username', ${profiles.username},
          'fullName', ${profiles.fullName}, 'avatarUrl', ${profiles.avatarUrl}, 'role', ${profiles.role},
          'lastSeenAt', coalesce(extract(epoch from ${profiles.lastSeenAt}), 0))
        from ${profiles} join ${sessions} on ${sessions.profileId} = ${profiles.id}
        where ${sessions.id} = ${session.id} and ${sessions.profileId} = ${me}
          and ${sessions.endedAt} is null and ${profiles.deletedAt} is null)`),
      membership: qualified(sql<Passport['membership']>`(
        select json_build_object('role', ${memberships.role}, 'status', ${memberships.status})
        from ${memberships} where ${memberships.communityId} = here.id
          and ${memberships.profileId} = ${me})`),
      tierIds: qualified(sql<
        string[]
      >`coalesce((select json_agg(distinct ${grants.tierId}) from ${grants}
        where ${grants.profileId} = ${me} and ${grants.communityId} = here.id
          and ${grants.tierId} is not null and ${isLive}), '[]')`),
      spaceIds: qualified(sql<
        string[]
      >`coalesce((select json_agg(distinct ${grants.spaceId}) from ${grants}
        where ${grants.profileId} = ${me} and ${grants.communityId} = here.id
          and ${grants.spaceId} is not null and ${isLive}), '[]')`),
      communities: qualified(sql<Passport['communities']>`coalesce((
        select json_agg(json_build_object('slug', ${communities.slug}, 'name', ${communities.name},
          'logoUrl', ${communities.logoUrl}) order by ${memberships.joinedAt}, ${memberships.id})
        from ${memberships} join ${communities} on ${communities.id} = ${memberships.communityId}
        where ${memberships.profileId} = ${me} and ${memberships.status} = 'active'
          and ${communities.deletedAt} is null), '[]')`),
      zone: qualified(zoneChosenBy(me)),
      due: qualified(sql<Due | null>`(${dueOf(sql`here.id`, me)})`),
    })
    .from(
      sql`(select (select ${communities.id} from ${communities}
        where ${communities.slug} = ${slug} and ${communities.deletedAt} is null) as id) here`,
    )
}

/**
 * How much is new for someone: lines of their inbox and conversations, up to a hundred of each, and
 * chats; and whether any of it is on the page that they open.
 */
export const unreadOf = (db: Db, me: string, path: string) =>
  db
    .select({
      unread: unreadGroups(me),
      talks: qualified(unreadTalks(me)),
      chats: qualified(unreadChats(me)),
      isNews: isNewsOn(me, path),
    })
    .from(sql`(select 1) one`)

/** `chats` are the spaces in whose chats something is new. */
export type Counted = { unread: number; talks: number; chats: string[]; isNews: boolean }
