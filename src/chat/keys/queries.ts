import { eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { memberships } from '../../communities/tables.ts'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { spaceAt } from '../../spaces/manage/queries.ts'
import { visibleTo, writableBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import type { Span } from '../checks/rules.ts'
import { showsPresence } from '../choices/queries.ts'
import { chatDevices } from '../devices/tables.ts'
import { chatMarks } from '../marks/tables.ts'
import { chatDeletions, chatMutes } from '../moderation/tables.ts'
import { chatEpochs, chatHolders } from '../tables.ts'

/** A chat that someone may read: they belong to its community and may enter the space. */
export const chatsWith = (me: string | null | SQLWrapper): SQL<boolean> => sql<boolean>`(
  ${spaces.spaceType} = 'chat' and ${visibleTo(me)} and exists (
    select 1 from ${memberships} where ${memberships.communityId} = ${spaces.communityId}
      and ${memberships.profileId} = ${me}::uuid and ${memberships.status} = 'active'))`

/** Whether someone is kept from writing in the space for now. */
const isMuted = (me: string | null) => sql<boolean>`exists (select 1 from ${chatMutes}
  where ${chatMutes.spaceId} = ${spaces.id} and ${chatMutes.profileId} = ${me}::uuid
    and ${chatMutes.until} > now())`

/** A chat's first key begins when someone first asks for it. */
export const beginEpochs = (db: Db, slug: string, space: string, me: string | null) =>
  db.execute(sql`
    insert into ${chatEpochs} (space_id, number) select ${spaces.id}, 1 from ${spaces}
    where ${spaces.id} = ${spaceAt(slug, space)} and ${chatsWith(me)}
    on conflict do nothing`)

/**
 * A new key once someone who has the last one may no longer enter, however they lost it: at most one
 * a minute, and asked whenever anyone asks for keys.
 */
export const rotate = (db: Db, slug: string, space: string, me: string | null) =>
  db.execute(sql`
    insert into ${chatEpochs} (space_id, number, said_at)
    select ${spaces.id}, last.number + 1, last.said_at from ${spaces} join lateral (
      select number, started_at, said_at from ${chatEpochs} where space_id = ${spaces.id}
      order by number desc limit 1) last on true
    where ${spaces.id} = ${spaceAt(slug, space)} and ${chatsWith(me)}
      and last.started_at < now() - interval '1 minute' and exists (
        select 1 from ${chatHolders} where ${chatHolders.spaceId} = ${spaces.id}
          and ${chatHolders.epoch} = last.number and not ${chatsWith(sql`${chatHolders.profileId}`)})
    on conflict do nothing`)

/** Notes when it was first seen that someone who has a key may no longer enter. */
export const noteLost = (db: Db, slug: string, space: string, me: string | null) =>
  db.execute(sql`
    update ${chatHolders} set lost_at = now() from ${spaces}
    where ${spaces.id} = ${spaceAt(slug, space)} and ${chatsWith(me)}
      and ${chatHolders.spaceId} = ${spaces.id} and ${chatHolders.lostAt} is null
      and not ${chatsWith(sql`${chatHolders.profileId}`)}`)

/** Notes that someone is given the last key. */
export const noteHolder = (db: Db, slug: string, space: string, me: string | null) =>
  db.execute(sql`
    insert into ${chatHolders} (space_id, profile_id, epoch)
    select ${spaces.id}, ${me}::uuid, (select max(number) from ${chatEpochs}
      where space_id = ${spaces.id}) from ${spaces}
    where ${spaces.id} = ${spaceAt(slug, space)} and ${chatsWith(me)}
    on conflict (space_id, profile_id) do update set epoch = excluded.epoch, lost_at = null`)

const instants = (of: SQLWrapper) => sql`floor(extract(epoch from ${of}) * 1000)`

/** Rows of a kind that one answer names: what is older shows in the messages themselves, or has run out. */
const MOST = 2000

/**
 * Who has lost access, the last first; and devices that were shut out in the last day of those who
 * have the key: certificates outlive their right by minutes.
 */
const leftOf = sql<Record<string, number>>`coalesce((
  select json_object_agg(id, ${instants(sql`since`)}) from (
    (select profile_id as id, lost_at as since from ${chatHolders}
      where space_id = ${spaces.id} and lost_at is not null order by lost_at desc limit ${MOST})
    union all
    (select ${chatDevices.id}, revoked_at from ${chatDevices}
      join ${chatHolders} on ${chatHolders.profileId} = ${chatDevices.profileId}
        and ${chatHolders.spaceId} = ${spaces.id}
      where revoked_at > now() - interval '1 day' limit ${MOST})) gone), '{}')`

/** What someone may know of a chat: which keys there are, and who may no longer, or not now, write. */
export const findChat = (
  db: Db,
  { slug, space, device }: { slug: string; space: string; device: string | null },
  me: string | null,
) =>
  db
    .select({
      id: spaces.id,
      name: spaces.name,
      communityId: spaces.communityId,
      type: spaces.spaceType,
      whoPosts: sql<string>`coalesce(${spaces.settings}->>'whoPosts', 'members')`,
      isVisible: sql<boolean>`${visibleTo(me)}`,
      mayRead: sql<boolean>`${chatsWith(me)}`,
      mayWrite: sql<boolean>`${writableBy(sql`${me}`)}`,
      isMuted: isMuted(me),
      device: qualified(sql<{ id: string; key: string } | null>`(
        select json_build_object('id', id, 'key', signing_key) from ${chatDevices}
        where profile_id = ${me}::uuid and id = ${device}::uuid and revoked_at is null)`),
      epochs: qualified(sql<{ number: number; startedAt: number }[]>`coalesce((
        select json_agg(json_build_object('number', number, 'startedAt', ${instants(sql`started_at`)})
          order by number) from ${chatEpochs} where space_id = ${spaces.id}), '[]')`),
      isShown: showsPresence(me),
      left: qualified(leftOf),
      muted: qualified(sql<Record<string, Span>>`coalesce((
        select json_object_agg(profile_id, json_build_object('from', ${instants(sql`since`)},
          'until', ${instants(sql`until`)}))
        from ${chatMutes} where space_id = ${spaces.id}), '{}')`),
      deleted: qualified(sql<string[]>`coalesce((select json_agg(message_id) from (
        select message_id from ${chatDeletions} where space_id = ${spaces.id}
        order by created_at desc limit ${MOST}) last), '[]')`),
      mark: qualified(sql<{ readAt: number | null; isSilent: boolean } | null>`(
        select json_build_object('readAt', ${instants(sql`read_at`)}, 'isSilent', is_silent)
        from ${chatMarks} where channel_id = ${spaces.id} and profile_id = ${me}::uuid)`),
    })
    .from(spaces)
    .where(eq(spaces.id, spaceAt(slug, space)))
export type Chat = Awaited<ReturnType<typeof findChat>>[number]
