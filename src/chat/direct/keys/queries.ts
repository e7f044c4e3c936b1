import { sql } from 'drizzle-orm'
import { memberships } from '../../../communities/tables.ts'
import { qualified } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import { profiles } from '../../../profiles/tables.ts'
import { showsPresence } from '../../choices/queries.ts'
import { chatDevices } from '../../devices/tables.ts'
import { chatMarks } from '../../marks/tables.ts'
import { allowsMessages, mayWrite } from '../making/queries.ts'
import { takesPart } from '../queries.ts'
import { chatConversations, chatParticipants } from '../tables.ts'

const me = (id: string | null) => sql`${id}::uuid`

/** What someone in a conversation needs to write in it: whose devices there are, and whether they may. */
export const findTalk = (db: Db, id: string, device: string | null, mine: string | null) =>
  db
    .select({
      id: chatConversations.id,
      device: qualified(sql<{ id: string; key: string } | null>`(
        select json_build_object('id', id, 'key', signing_key) from ${chatDevices}
        where profile_id = ${me(mine)} and id = ${device}::uuid and revoked_at is null)`),
      readers: qualified(sql<{ id: string; key: string }[]>`coalesce((
        select json_agg(json_build_object('id', newest.id, 'key', newest.sealing_key))
        from ${chatParticipants} cross join lateral (
          select id, sealing_key from ${chatDevices}
          where ${chatDevices.profileId} = ${chatParticipants.profileId} and revoked_at is null
          order by seen_at desc limit 12) newest
        where ${chatParticipants.conversationId} = ${chatConversations.id}
          and ${chatParticipants.leftAt} is null), '[]')`),
      // both still belong, the community lets them, and nobody has said no meanwhile
      mayWrite: qualified(sql<boolean>`(${allowsMessages(sql`${chatConversations.communityId}`)}
        and exists (select 1 from ${memberships} where ${memberships.profileId} = ${me(mine)}
          and ${memberships.communityId} = ${chatConversations.communityId}
          and ${memberships.status} = 'active')
        and exists (select 1 from ${chatParticipants}
          join ${profiles} on ${profiles.id} = ${chatParticipants.profileId}
          join ${memberships} on ${memberships.profileId} = ${profiles.id}
            and ${memberships.communityId} = ${chatConversations.communityId}
          where ${chatParticipants.conversationId} = ${chatConversations.id}
            and ${profiles.id} <> ${me(mine)} and ${chatParticipants.leftAt} is null
            and ${profiles.deletedAt} is null and ${memberships.status} = 'active'
            and ${mayWrite(me(mine), sql`${profiles.id}`)}))`),
      isShown: showsPresence(mine),
      // somebody else has a device that could open it
      isHeard: qualified(sql<boolean>`exists (select 1 from ${chatParticipants}
        join ${chatDevices} on ${chatDevices.profileId} = ${chatParticipants.profileId}
        where ${chatParticipants.conversationId} = ${chatConversations.id}
          and ${chatParticipants.leftAt} is null and ${chatDevices.revokedAt} is null
          and ${chatParticipants.profileId} <> ${me(mine)})`),
      left: qualified(sql<Record<string, number>>`coalesce((
        select json_object_agg(profile_id, floor(extract(epoch from left_at) * 1000))
        from ${chatParticipants} where conversation_id = ${chatConversations.id}
          and left_at is not null), '{}')`),
      mark: qualified(sql<{ readAt: number | null; isSilent: boolean } | null>`(
        select json_build_object('readAt', floor(extract(epoch from read_at) * 1000),
          'isSilent', is_silent)
        from ${chatMarks} where channel_id = ${chatConversations.id} and profile_id = ${me(mine)})`),
    })
    .from(chatConversations)
    .where(sql`${chatConversations.id} = ${id}::uuid and ${takesPart(mine)}`)
