import { type SQL, sql } from 'drizzle-orm'
import { communities, memberships } from '../../../communities/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { isThere, releaseFiles, servedColumns } from '../../../files/queries.ts'
import { files } from '../../../files/tables.ts'
import { profiles } from '../../../profiles/tables.ts'
import { mayWriteIn } from '../making/queries.ts'
import { takesPart } from '../queries.ts'
import { chatBlocks, chatConversations, chatParticipants } from '../tables.ts'

/** A row of `files` is of a conversation: it lies in no space, and only its people come to it. */
const isOfTalk: SQL = sql`(${files.purpose} = 'sealed' and ${files.spaceId} is null)`

/** Where a file of a conversation would lie: in its community, whose room it takes up. */
export const talkPlace = (id: string, me: string): SQL => sql`
  select ${communities.id} as community_id, null::uuid as space_id, true as "isVisible",
    ${mayWriteIn(me)} as "isAllowed", exists (select 1 from ${memberships}
      where ${memberships.communityId} = ${communities.id} and ${memberships.profileId} = ${me}::uuid
        and ${memberships.status} = 'active' and ${memberships.role} <> 'member') as is_staff
  from ${chatConversations} join ${communities} on ${communities.id} = ${chatConversations.communityId}
  where ${chatConversations.id} = ${id}::uuid and ${communities.deletedAt} is null
    and ${takesPart(me)}`

/** Whether the conversation of a row of `files` still takes what someone writes. */
export const isTakenFrom = (me: string): SQL => sql`exists (
  select 1 from ${chatConversations} where ${chatConversations.id} = ${files.attachedTo}
    and ${takesPart(me)} and ${mayWriteIn(me)})`

/** A file of a conversation, for its people; not for whom its sender has blocked. */
export const findTalkFile = (
  db: Db,
  { conversation, file }: { conversation: string; file: string },
  me: string | null,
) =>
  db
    .select({ ...servedColumns, place: sql<null>`null`, isOpen: sql<boolean>`false` })
    .from(files)
    .innerJoin(chatConversations, sql`${chatConversations.id} = ${files.attachedTo}`)
    .innerJoin(communities, sql`${communities.id} = ${chatConversations.communityId}`)
    .where(
      sql`${files.id} = ${file}::uuid and ${chatConversations.id} = ${conversation}::uuid
        and ${isOfTalk} and ${isThere} and ${communities.deletedAt} is null and ${takesPart(me)}
        and not exists (select 1 from ${chatBlocks}
          where ${chatBlocks.profileId} = ${files.uploaderId} and ${chatBlocks.blockedId} = ${me}::uuid)`,
    )

/** Lets go what was sent by people who are gone, and in conversations that nobody is in any more. */
export const releaseTalkFiles = (db: Db) =>
  releaseFiles(
    db,
    sql`${isOfTalk} and (
      exists (select 1 from ${profiles}
        where ${profiles.id} = ${files.uploaderId} and ${profiles.deletedAt} is not null)
      or not exists (select 1 from ${chatParticipants}
        join ${profiles} on ${profiles.id} = ${chatParticipants.profileId}
        where ${chatParticipants.conversationId} = ${files.attachedTo}
          and ${chatParticipants.leftAt} is null and ${profiles.deletedAt} is null))`,
  )
