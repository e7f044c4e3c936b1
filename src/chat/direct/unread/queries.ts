import { type SQL, sql } from 'drizzle-orm'
import { chatMarks } from '../../marks/tables.ts'
import { chatConversations, chatParticipants } from '../tables.ts'

/** how much later the Worker may hear of a message than its reader read it */
const LATE = sql`interval '2 seconds'`

/** In how many conversations someone has yet to read what was said, up to a hundred; silent ones aside. */
export const unreadTalks = (me: string): SQL<number> => sql<number>`(
  select count(*)::int from (
    select 1 from ${chatParticipants}
    join ${chatConversations} on ${chatConversations.id} = ${chatParticipants.conversationId}
    left join ${chatMarks} on ${chatMarks.channelId} = ${chatConversations.id}
      and ${chatMarks.profileId} = ${chatParticipants.profileId}
    where ${chatParticipants.profileId} = ${me}::uuid and ${chatParticipants.leftAt} is null
      and not coalesce(${chatMarks.isSilent}, false)
      and ${chatConversations.saidAt} > ${chatConversations.createdAt}
      and ${chatConversations.saidAt} > coalesce(${chatMarks.readAt}, 'epoch') + ${LATE}
    limit 100) talk)`
