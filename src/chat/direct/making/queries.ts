import { type SQL, sql } from 'drizzle-orm'
import { communities, memberships } from '../../../communities/tables.ts'
import { qualified } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { chatChoices, chatRules } from '../../choices/tables.ts'
import { chatBlocks, chatConversations, chatParticipants } from '../tables.ts'

/** Whether two people may write to each other: nobody has said no. Names of columns, or ids. */
export const mayWrite = (me: SQL, them: SQL): SQL<boolean> => sql<boolean>`(
  not exists (select 1 from ${chatChoices} where ${chatChoices.profileId} = ${them}
    and not ${chatChoices.takesMessages})
  and not exists (select 1 from ${chatBlocks} where
    (${chatBlocks.profileId} = ${them} and ${chatBlocks.blockedId} = ${me})
    or (${chatBlocks.profileId} = ${me} and ${chatBlocks.blockedId} = ${them})))`

/** Whether a community lets its members write to each other. Its id, or a column. */
export const allowsMessages = (community: SQL): SQL<boolean> => sql<boolean>`not exists (
  select 1 from ${chatRules} where ${chatRules.communityId} = ${community}
    and not ${chatRules.allowsMessages})`

/**
 * Those whom someone may write to in the row of `chat_conversations` in scope: they still belong, and
 * nobody has said no meanwhile.
 */
export const heardBy = (me: string | null): SQL => sql`(
  select ${profiles.id} as id from ${chatParticipants}
  join ${profiles} on ${profiles.id} = ${chatParticipants.profileId}
  join ${memberships} on ${memberships.profileId} = ${profiles.id}
    and ${memberships.communityId} = ${chatConversations.communityId}
  where ${chatParticipants.conversationId} = ${chatConversations.id}
    and ${profiles.id} <> ${me}::uuid and ${chatParticipants.leftAt} is null
    and ${profiles.deletedAt} is null and ${memberships.status} = 'active'
    and ${mayWrite(sql`${me}::uuid`, sql`${profiles.id}`)})`

/** Whether they still belong, the community lets its members write, and somebody may be written to. */
export const mayWriteIn = (me: string | null): SQL<boolean> =>
  qualified(sql<boolean>`(${allowsMessages(sql`${chatConversations.communityId}`)}
    and exists (select 1 from ${memberships} where ${memberships.profileId} = ${me}::uuid
      and ${memberships.communityId} = ${chatConversations.communityId}
      and ${memberships.status} = 'active')
    and exists ${heardBy(me)})`)

type New = { id: string; me: string; community: string; usernames: string[] }

/**
 * Begins a conversation, or finds the one that the same people have already. Nothing is returned
 * when one of them is no member, or takes no messages from who asks.
 */
export const beginConversation = (db: Db, { id, me, community, usernames }: New) => {
  const names = sql`${`{${usernames.join(',')}}`}::text[]`
  return db.execute<{ id: string }>(sql`
    with here as (
      select ${communities.id} as id from ${communities} where ${communities.slug} = ${community}
        and ${communities.deletedAt} is null and ${allowsMessages(sql`${communities.id}`)}),
    them as (
      select distinct ${profiles.id} as id from ${profiles}
      join ${memberships} on ${memberships.profileId} = ${profiles.id}
      join here on here.id = ${memberships.communityId}
      where ${memberships.status} = 'active' and ${profiles.deletedAt} is null
        and (${profiles.id} = ${me}::uuid or (${profiles.username} = any(${names})
          and ${mayWrite(sql`${me}::uuid`, sql`${profiles.id}`)}))),
    named as (
      select string_agg(id::text, ',' order by id) as people, count(*) as count from them),
    known as (
      select ${chatConversations.id} as id from ${chatConversations}, named, here
      where ${chatConversations.people} = named.people
        and ${chatConversations.communityId} = here.id limit 1),
    made as (
      insert into ${chatConversations} (id, community_id, people, created_by)
      select ${id}::uuid, here.id, named.people, ${me}::uuid from here, named
      where named.count = (select count(distinct name) from unnest(${names}) name) + 1
        and not exists (select 1 from known) returning id),
    -- who had left is back
    back as (
      update ${chatParticipants} set left_at = null where profile_id = ${me}::uuid
        and conversation_id in (select id from known)),
    joined as (
      insert into ${chatParticipants} (conversation_id, profile_id)
      select made.id, them.id from made, them)
    select id from known where (select count from named) =
      (select count(distinct name) from unnest(${names}) name) + 1
    union all select id from made`)
}
