import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/connect.ts'
import { insertNotifications } from '../../../notifications/queries.ts'
import { chatMarks } from '../../marks/tables.ts'
import { takesPart } from '../queries.ts'
import { chatConversations, chatParticipants } from '../tables.ts'

type Place = { id: string; me: string }

/** How far someone has read a conversation of theirs. */
export const markTalkRead = (db: Db, { id, me }: Place, at: Date) =>
  db.execute(sql`
    insert into ${chatMarks} (channel_id, profile_id, read_at)
    select ${chatConversations.id}, ${me}::uuid, ${at.toISOString()}::timestamptz
    from ${chatConversations} where ${chatConversations.id} = ${id}::uuid and ${takesPart(me)}
    on conflict (channel_id, profile_id)
    do update set read_at = greatest(excluded.read_at, chat_marks.read_at)`)

export const setTalkSilent = (db: Db, { id, me }: Place, isSilent: boolean) =>
  db.execute(sql`
    insert into ${chatMarks} (channel_id, profile_id, is_silent)
    select ${chatConversations.id}, ${me}::uuid, ${isSilent}
    from ${chatConversations} where ${chatConversations.id} = ${id}::uuid and ${takesPart(me)}
    on conflict (channel_id, profile_id) do update set is_silent = excluded.is_silent`)

/** Notes that something was said, so that the conversation stands first in the others' lists. */
export const noteSaid = (db: Db, { id, me }: Place) =>
  db.execute(sql`update ${chatConversations} set said_at = now()
    where ${chatConversations.id} = ${id}::uuid and ${takesPart(me)}`)

/** Tells the others that somebody wrote, or wants to. @param when one such time tells them once */
export const tellOfMessage = (db: Db, { id, me }: Place, title: string, when: string) =>
  insertNotifications(db, {
    type: 'reply',
    actorId: me,
    spaceId: null,
    title,
    body: '',
    link: `/messages/${id}`,
    cause: `talk:${id}:${me}:${when}`,
    to: sql`select ${chatParticipants.profileId} from ${chatParticipants}
      where ${chatParticipants.conversationId} = ${id}::uuid and ${chatParticipants.leftAt} is null
        and exists (select 1 from ${chatConversations}
          where ${chatConversations.id} = ${id}::uuid and ${takesPart(me)})
        and not exists (select 1 from ${chatMarks} where ${chatMarks.channelId} = ${id}::uuid
          and ${chatMarks.profileId} = ${chatParticipants.profileId} and ${chatMarks.isSilent})`,
  })

/** Leaves a conversation; its other people go on without. */
export const leaveTalk = (db: Db, { id, me }: Place) =>
  db
    .update(chatParticipants)
    .set({ leftAt: sql`now()` })
    .where(
      sql`${chatParticipants.conversationId} = ${id}::uuid
        and ${chatParticipants.profileId} = ${me}::uuid and ${chatParticipants.leftAt} is null`,
    )
    .returning({ id: chatParticipants.conversationId })
