import { and, gt, sql } from 'drizzle-orm'
import { memberships } from '../../communities/tables.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { moderatedBy } from '../../spaces/queries.ts'
import { spaces } from '../../spaces/tables.ts'
import { chatDeletions, chatMutes } from './tables.ts'

type At = { space: string; me: string }

/** A member of the space's community, by username, who ranks below who asks. */
const below = (username: string, me: string) => sql`
  ${profiles.username} = ${username} and ${memberships.communityId} = ${spaces.communityId}
  and ${memberships.status} = 'active' and ${memberships.role} < (
    select role from memberships mine where mine.community_id = ${spaces.communityId}
      and mine.profile_id = ${me}::uuid)`

/** Keeps a member from writing for some minutes from now; the last word counts, and goes on with the one before. */
export const mute = (db: Db, { space, me }: At, username: string, minutes: number) =>
  db.execute(sql`
    insert into ${chatMutes} (space_id, profile_id, until, muted_by)
    select ${spaces.id}, ${profiles.id}, now() + ${minutes} * interval '1 minute', ${me}::uuid
    from ${spaces}, ${profiles} join ${memberships} on ${memberships.profileId} = ${profiles.id}
    where ${spaces.id} = ${space}::uuid and ${moderatedBy(me)} and ${below(username, me)}
    on conflict (space_id, profile_id)
    do update set until = excluded.until, muted_by = excluded.muted_by,
      since = case when chat_mutes.until > now() then chat_mutes.since else now() end
    returning profile_id`)

/** Lets them write again from now on; what they said meanwhile stays unheard. */
export const unmute = (db: Db, { space, me }: At, username: string) =>
  db
    .update(chatMutes)
    .set({ until: sql`now()` })
    .where(
      and(
        gt(chatMutes.until, sql`now()`),
        sql`${chatMutes.spaceId} = ${space}::uuid`,
        sql`${chatMutes.profileId} = (select ${profiles.id} from ${profiles}
          where ${profiles.username} = ${username})`,
        sql`exists (select 1 from ${spaces} where ${spaces.id} = ${space}::uuid
          and ${moderatedBy(me)})`,
      ),
    )
    .returning({ profileId: chatMutes.profileId })

/** Takes a message away from all who come later, too. Twice is once. */
export const deleteMessage = (db: Db, { space, me }: At, message: string) =>
  db.execute(sql`
    insert into ${chatDeletions} (space_id, message_id, deleted_by)
    select ${spaces.id}, ${message}, ${me}::uuid from ${spaces}
    where ${spaces.id} = ${space}::uuid and ${moderatedBy(me)}
    on conflict do nothing`)
