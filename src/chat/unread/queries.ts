import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { spaces } from '../../spaces/tables.ts'
import { chatsWith } from '../keys/queries.ts'
import { chatMarks } from '../marks/tables.ts'
import { chatEpochs, chatHolders } from '../tables.ts'

/** how much later the Worker may hear of a message than its reader read it */
const LATE = sql`interval '2 seconds'`

/**
 * The chats of spaces that someone has opened once and in which something is new; silent ones aside.
 * Only the key that holds can have news: with a new one the last word is carried over.
 */
export const unreadChats = (me: string): SQL<string[]> => sql<string[]>`coalesce((
  select json_agg(${chatHolders.spaceId}) from ${chatHolders}
  cross join lateral (select said_at from ${chatEpochs}
    where ${chatEpochs.spaceId} = ${chatHolders.spaceId} order by number desc limit 1) last
  left join ${chatMarks} on ${chatMarks.channelId} = ${chatHolders.spaceId}
    and ${chatMarks.profileId} = ${chatHolders.profileId}
  where ${chatHolders.profileId} = ${me}::uuid and ${chatHolders.lostAt} is null
    and not coalesce(${chatMarks.isSilent}, false)
    and last.said_at > coalesce(${chatMarks.readAt}, ${chatHolders.createdAt}) + ${LATE}), '[]')`

/** Notes that something was said in a space, which its members' navigation then shows. */
export const noteSaidIn = (db: Db, space: string, me: string) =>
  db.execute(sql`
    update ${chatEpochs} set said_at = now() from ${spaces}
    where ${spaces.id} = ${space}::uuid and ${chatsWith(me)} and ${chatEpochs.spaceId} = ${spaces.id}
      and ${chatEpochs.number} = (select max(number) from ${chatEpochs} where space_id = ${spaces.id})`)
