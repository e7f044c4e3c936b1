import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { mayIn } from '../../communities/queries.ts'
import { newId } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../../spaces/tables.ts'
import { takesPart } from '../direct/queries.ts'
import { chatConversations } from '../direct/tables.ts'
import { chatsWith } from '../keys/queries.ts'
import type { reportOf } from './rules.ts'
import { chatReports } from './tables.ts'

type Report = ReturnType<typeof reportOf>

/** Shows a message to the staff, once for each who reports it. */
export const insertReport = (db: Db, spaceId: string, report: Report) => {
  const { messageId, authorId, reporterId, words, reason, saidAt } = report
  return db.execute(sql`
    insert into ${chatReports}
      (id, community_id, space_id, message_id, author_id, reporter_id, words, reason, said_at)
    select ${newId()}::uuid, ${spaces.communityId}, ${spaces.id}, ${messageId}, ${authorId}::uuid,
      ${reporterId}::uuid, ${words}, ${reason}, ${saidAt.toISOString()}::timestamptz
    from ${spaces} where ${spaces.id} = ${spaceId}::uuid and ${chatsWith(reporterId)}
    on conflict do nothing`)
}

/** The same for a message of a conversation: it goes to the team of the community that it belongs to. */
export const insertTalkReport = (
  db: Db,
  report: Report,
  { communityId, conversation }: { communityId: string; conversation: string },
) =>
  db
    .insert(chatReports)
    .select(
      db
        .select({
          id: sql<string>`${newId()}::uuid`.as('id'),
          communityId: sql<string>`${communityId}::uuid`.as('community_id'),
          spaceId: sql<null>`null::uuid`.as('space_id'),
          messageId: sql<string>`${report.messageId}`.as('message_id'),
          authorId: sql<string>`${report.authorId}::uuid`.as('author_id'),
          reporterId: sql<string>`${report.reporterId}::uuid`.as('reporter_id'),
          words: sql<string>`${report.words}`.as('words'),
          reason: sql<string>`${report.reason}`.as('reason'),
          saidAt: sql<Date>`${report.saidAt.toISOString()}::timestamptz`.as('said_at'),
          createdAt: sql<Date>`now()`.as('created_at'),
          closedAt: sql<null>`null::timestamptz`.as('closed_at'),
        })
        .from(chatConversations)
        .where(
          sql`${chatConversations.id} = ${conversation}::uuid and ${takesPart(report.reporterId)}`,
        ),
    )
    .onConflictDoNothing()

const reporter = sql`(select full_name from ${profiles} reporter
  where reporter.id = ${chatReports.reporterId})` as SQL<string>

/** What was reported in a community and is still to be looked at, for its staff. */
export const openReports = (db: Db, communityId: string | SQL, me: string | null) =>
  db
    .select({
      id: chatReports.id,
      messageId: chatReports.messageId,
      words: chatReports.words,
      reason: chatReports.reason,
      saidAt: chatReports.saidAt,
      createdAt: chatReports.createdAt,
      reporter,
      author: {
        username: profiles.username,
        fullName: profiles.fullName,
        avatarUrl: profiles.avatarUrl,
      },
      space: { slug: spaces.slug, name: spaces.name },
    })
    .from(chatReports)
    .innerJoin(profiles, eq(profiles.id, chatReports.authorId))
    .leftJoin(spaces, eq(spaces.id, chatReports.spaceId))
    .where(
      and(
        sql`${chatReports.communityId} = ${communityId}`,
        isNull(chatReports.closedAt),
        sql`exists (select 1 from memberships where community_id = ${chatReports.communityId}
          and profile_id = ${me}::uuid and status = 'active' and role <> 'member')`,
      ),
    )
    .orderBy(desc(chatReports.createdAt))
    .limit(100)
export type ReportRow = Awaited<ReturnType<typeof openReports>>[number]

export const closeReport = (db: Db, communityId: string, id: string, me: string) =>
  db
    .update(chatReports)
    .set({ closedAt: sql`now()` })
    .where(
      and(
        eq(chatReports.id, id),
        eq(chatReports.communityId, communityId),
        isNull(chatReports.closedAt),
        mayIn(communityId, me, 'moderate'),
      ),
    )
    .returning({ id: chatReports.id })
