import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { communities, memberships } from '../../communities/tables.ts'
import { qualified } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { chatMarks } from '../marks/tables.ts'
import { chatConversations, chatParticipants } from './tables.ts'

/** The row of `chat_conversations` in scope is one that this person takes part in. */
export const takesPart = (me: string | null): SQL<boolean> => sql<boolean>`exists (
  select 1 from ${chatParticipants} where ${chatParticipants.conversationId} = ${chatConversations.id}
    and ${chatParticipants.profileId} = ${me}::uuid and ${chatParticipants.leftAt} is null)`

type Face = { id: string; username: string; fullName: string; avatarUrl: string | null }

const people = qualified(sql<Face[]>`coalesce((
  select json_agg(json_build_object('id', ${profiles.id}, 'username', ${profiles.username},
    'fullName', ${profiles.fullName}, 'avatarUrl', ${profiles.avatarUrl}) order by ${profiles.fullName})
  from ${chatParticipants} join ${profiles} on ${profiles.id} = ${chatParticipants.profileId}
  where ${chatParticipants.conversationId} = ${chatConversations.id}
    and ${chatParticipants.leftAt} is null), '[]')`)

const columns = {
  id: chatConversations.id,
  saidAt: chatConversations.saidAt,
  communityId: chatConversations.communityId,
  community: { slug: communities.slug, name: communities.name },
  people,
}

const conversations = (db: Db, me: string | null) =>
  db
    .select({
      ...columns,
      // where nothing was said yet there is nothing new
      isUnread: qualified(sql<boolean>`(${chatConversations.saidAt} > ${chatConversations.createdAt}
        and ${chatConversations.saidAt} > coalesce((
        select ${chatMarks.readAt} from ${chatMarks}
        where ${chatMarks.channelId} = ${chatConversations.id}
          and ${chatMarks.profileId} = ${me}::uuid), 'epoch'::timestamptz) + interval '2 seconds')`),
    })
    .from(chatConversations)
    .innerJoin(communities, eq(communities.id, chatConversations.communityId))
    .$dynamic()

/** Whom someone writes with, the last first. */
export const conversationsOf = (db: Db, me: string | null) =>
  conversations(db, me)
    .where(and(takesPart(me), isNull(communities.deletedAt)))
    .orderBy(desc(chatConversations.saidAt))
    .limit(200)
export type ConversationRow = Awaited<ReturnType<typeof conversationsOf>>[number]

/** One conversation of one's own. */
export const findConversation = (db: Db, id: string, me: string | null) =>
  conversations(db, me).where(
    and(eq(chatConversations.id, id), takesPart(me), isNull(communities.deletedAt)),
  )

/** The communities in which someone may begin a conversation. */
export const communitiesOf = (db: Db, me: string | null) =>
  db
    .select({ id: communities.id, slug: communities.slug, name: communities.name })
    .from(memberships)
    .innerJoin(communities, eq(communities.id, memberships.communityId))
    .where(
      and(
        sql`${memberships.profileId} = ${me}::uuid`,
        eq(memberships.status, 'active'),
        isNull(communities.deletedAt),
      ),
    )
