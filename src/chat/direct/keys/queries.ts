import { type SQLWrapper, sql } from 'drizzle-orm'
import { qualified } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { showsPresence } from '../../choices/queries.ts'
import { chatDevices } from '../../devices/tables.ts'
import type { Reader } from '../../keys/rules.ts'
import { chatMarks } from '../../marks/tables.ts'
import { heardBy, mayWriteIn } from '../making/queries.ts'
import { takesPart } from '../queries.ts'
import { chatBlocks, chatConversations, chatParticipants } from '../tables.ts'

const me = (id: string | null) => sql`${id}::uuid`

const instants = (of: SQLWrapper) => sql`floor(extract(epoch from ${of}) * 1000)`

/** Who has left, and devices that were shut out: since when. */
const left = sql<Record<string, number>>`coalesce((
  select json_object_agg(id, ${instants(sql`since`)}) from (
    select profile_id as id, left_at as since from ${chatParticipants}
    where conversation_id = ${chatConversations.id} and left_at is not null
    union all
    select ${chatDevices.id}, revoked_at from ${chatDevices}
    join ${chatParticipants} on ${chatParticipants.profileId} = ${chatDevices.profileId}
      and ${chatParticipants.conversationId} = ${chatConversations.id}
    where revoked_at is not null) gone), '{}')`

/** What someone in a conversation needs to write in it: whose devices there are, and whether they may. */
export const findTalk = (db: Db, id: string, device: string | null, mine: string | null) =>
  db
    .select({
      id: chatConversations.id,
      device: qualified(sql<{ id: string; key: string } | null>`(
        select json_build_object('id', id, 'key', signing_key) from ${chatDevices}
        where profile_id = ${me(mine)} and id = ${device}::uuid and revoked_at is null)`),
      readers: qualified(sql<(Reader & { isMine: boolean })[]>`coalesce((
        select json_agg(json_build_object('id', newest.id, 'key', newest.sealing_key,
          'isMine', heard.id = ${me(mine)}))
        from (select ${me(mine)} as id union all ${heardBy(mine)}) heard cross join lateral (
          select id, sealing_key from ${chatDevices}
          where ${chatDevices.profileId} = heard.id and revoked_at is null
          order by seen_at desc limit 12) newest), '[]')`),
      mayWrite: mayWriteIn(mine),
      isShown: showsPresence(mine),
      left: qualified(left),
      blocked: qualified(sql<Record<string, number>>`coalesce((
        select json_object_agg(blocked_id, ${instants(sql`created_at`)})
        from ${chatBlocks} where profile_id = ${me(mine)}), '{}')`),
      mark: qualified(sql<{ readAt: number | null; isSilent: boolean } | null>`(
        select json_build_object('readAt', ${instants(sql`read_at`)}, 'isSilent', is_silent)
        from ${chatMarks} where channel_id = ${chatConversations.id} and profile_id = ${me(mine)})`),
    })
    .from(chatConversations)
    .where(sql`${chatConversations.id} = ${id}::uuid and ${takesPart(mine)}`)
