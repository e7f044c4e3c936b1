import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { insertNotifications } from '../../notifications/queries.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { chatsWith } from '../keys/queries.ts'
import { chatMarks } from '../marks/tables.ts'

type Mention = {
  message: string
  usernames: string[]
  me: { id: string; fullName: string }
  space: { id: string; name: string }
  link: string
}

/** Tells members that they were named in a chat, and by whom; what was said is not known here. */
export const tellMentioned = (db: Db, { message, usernames, me, space, link }: Mention) =>
  insertNotifications(db, {
    type: 'mention',
    actorId: me.id,
    spaceId: space.id,
    title: `${me.fullName} mentioned you in ${space.name}`,
    body: '',
    link,
    cause: `chat:${message}`,
    to: sql`select ${profiles.id} from ${profiles}, ${spaces}
      where ${spaces.id} = ${space.id}::uuid and ${profiles.username} in ${usernames}
        and ${chatsWith(sql`${profiles.id}`)} and ${chatsWith(me.id)}
        and not exists (select 1 from ${chatMarks} where ${chatMarks.channelId} = ${spaces.id}
          and ${chatMarks.profileId} = ${profiles.id} and ${chatMarks.isSilent})`,
  })
