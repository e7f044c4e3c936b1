import { type SQL, sql } from 'drizzle-orm'
import { memberships } from '../../../communities/tables.ts'
import type { Db } from '../../../db/connect.ts'
import { insertNotifications } from '../../../notifications/queries.ts'
import { moderatedBy } from '../../../spaces/queries.ts'
import { spaces } from '../../../spaces/tables.ts'
import { around } from '../queries.ts'
import { submissionNotes, submissions } from '../tables.ts'

/** Says something to what was handed in: for who handed it in, and for who looks after the course. */
export const insertNote = (db: Db, { id, of, me, content }: Said) =>
  db.execute<{ id: string }>(sql`
    insert into ${submissionNotes} (id, submission_id, author_id, content)
    select ${id}::uuid, ${submissions.id}, ${me}::uuid, ${content}
    from ${submissions} ${around} where ${submissions.id} = ${of}::uuid
      and (${submissions.userId} = ${me}::uuid or ${moderatedBy(me)})
    returning id`)
type Said = { id: string; of: string; me: string; content: string }

/** Who looks after the course of a submission: those who had to do with it, else all of the staff. */
const staffOf = (submission: string): SQL => sql`
  select ${memberships.profileId} from ${submissions} ${around}
  join ${memberships} on ${memberships.communityId} = ${spaces.communityId}
    and ${memberships.status} = 'active' and ${memberships.role} <> 'member'
  where ${submissions.id} = ${submission}::uuid
    and (${submissions.reviewerId} is null or ${memberships.profileId} = ${submissions.reviewerId}
      or exists (select 1 from ${submissionNotes} where ${submissionNotes.submissionId} = ${submissions.id}
        and ${submissionNotes.authorId} = ${memberships.profileId}))`

type Told = {
  me: string
  spaceId: string
  submission: string
  title: string
  body: string
  link: string
  cause: string
}

/** Tells who looks after the course. In the batch that causes it. @param onlyIf on the submission in scope */
export const tellStaff = (db: Db, { submission, me, ...notice }: Told, onlyIf: SQL = sql`true`) =>
  insertNotifications(db, {
    ...notice,
    ...{ type: 'reply', actorId: me, to: sql`${staffOf(submission)} and ${onlyIf}` },
  })

/** Tells who handed it in. @param onlyIf on the submission in scope */
export const tellAuthor = (db: Db, { submission, me, ...notice }: Told, onlyIf: SQL = sql`true`) =>
  insertNotifications(db, {
    ...notice,
    ...{ type: 'reply', actorId: me },
    to: sql`select ${submissions.userId} from ${submissions}
      where ${submissions.id} = ${submission}::uuid and ${onlyIf}`,
  })
