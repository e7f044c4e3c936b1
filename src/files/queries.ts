import { type SQL, sql } from 'drizzle-orm'
import { communities, memberships } from '../communities/tables.ts'
import { qualified, uuids } from '../db/columns.ts'
import type { Db } from '../db/connect.ts'
import type { Asker } from '../edge/rules.ts'
import { profiles } from '../profiles/tables.ts'
import { moderatedBy, personOf, visibleTo, writableBy } from '../spaces/queries.ts'
import { spaces } from '../spaces/tables.ts'
import { files } from './tables.ts'

/** What files are known by, for `factsOf`. */
export const fileColumns = {
  id: files.id,
  fileName: files.fileName,
  fileType: files.fileType,
  fileSize: files.fileSize,
  r2Url: files.r2Url,
  metadata: files.metadata,
}

/** The community and the space that a file lies in, by the words of their addresses. */
export const placeOf = qualified(sql<{ community: string; space: string } | null>`(
  select json_build_object('community', ${communities.slug}, 'space', ${spaces.slug})
  from ${spaces} join ${communities} on ${communities.id} = ${spaces.communityId}
  where ${spaces.id} = ${files.spaceId})`)

/** A file that is there: all its bytes have come, and it has not been let go. */
export const isThere: SQL = sql`(${files.finishedAt} is not null and ${files.releasedAt} is null)`

/**
 * The one condition of reading a row of `files`. What lies in a space is for those who may enter the
 * space, an attachment once it is part of something; what lies in none is its uploader's. Avatars,
 * logos and covers are as public as what shows them, while it shows them. What belongs to a lesson
 * is opened to who learns by the room that knows the lesson, at an address of its own; here only the
 * staff read it, and what someone handed in they and its uploader.
 * @param asker a person, a guest, or the reach of all who share what is kept at the edge
 */
export function readableBy(asker: Asker): SQL<boolean> {
  const me = personOf(asker)
  return sql<boolean>`(${isThere} and case
  when ${files.purpose} = 'avatar' then ${files.uploaderId} = ${me}::uuid or exists (
    select 1 from ${profiles} where ${profiles.id} = ${files.uploaderId}
      and ${profiles.avatarUrl} = ${files.r2Url} and ${profiles.deletedAt} is null)
  when ${files.spaceId} is null then ${files.uploaderId} = ${me}::uuid or exists (
    select 1 from ${communities} where ${communities.id} = ${files.communityId}
      and ${files.r2Url} in (${communities.logoUrl}, ${communities.coverUrl})
      and ${communities.deletedAt} is null)
  when ${files.purpose} = 'cover' then exists (select 1 from ${spaces}
    where ${spaces.id} = ${files.spaceId} and (${visibleTo(asker)} or ${isAtTheDoor(me)}))
  else (${files.purpose} not in ('attachment', 'lesson', 'submission')
      or (${files.purpose} = 'attachment' and ${files.attachedTo} is not null)
      or (${files.purpose} <> 'lesson' and ${files.uploaderId} = ${me}::uuid)
      or (${files.purpose} <> 'attachment' and ${isOfStaff(me)}))
    and exists (select 1 from ${spaces}
      where ${spaces.id} = ${files.spaceId} and ${visibleTo(asker)})
  end)`
}

const isOfStaff = (me: string | null): SQL =>
  me === null
    ? sql`false`
    : sql`exists (select 1 from ${spaces} where ${spaces.id} = ${files.spaceId} and ${moderatedBy(me)})`

/** A paid space shows its cover at its door, to everyone who may know of it. */
const isAtTheDoor = (me: string | null): SQL => sql`(${spaces.visibility} = 'paid'
  and ${spaces.coverUrl} = ${files.r2Url} and not ${spaces.isArchived} and exists (
    select 1 from ${communities} left join ${memberships}
      on ${memberships.communityId} = ${communities.id} and ${memberships.profileId} = ${me}::uuid
    where ${communities.id} = ${spaces.communityId} and ${communities.deletedAt} is null
      and ${memberships.status} is distinct from 'banned'
      and (${communities.isPublic} or ${memberships.status} = 'active')))`

/** A file as it is served, and where. */
export const servedColumns = {
  ...fileColumns,
  r2Key: files.r2Key,
  purpose: files.purpose,
  attachedTo: files.attachedTo,
  finishedAt: files.finishedAt,
  place: placeOf,
}

/** Those of some files that someone may read, as they are served. */
export const findFiles = (db: Db, ids: string[], asker: Asker) =>
  db
    .select({
      ...servedColumns,
      /** whether a guest may read it, too */
      isOpen: sql<boolean>`${readableBy(null)}`,
    })
    .from(files)
    .where(sql`${files.id} = any(${uuids(ids)}) and ${readableBy(asker)}`)
export type ServedFile = Awaited<ReturnType<typeof findFiles>>[number]

/** One file for who comes with a signed address: who it was signed for was let in. */
export const findSigned = (db: Db, id: string) =>
  db
    .select({ ...servedColumns, isOpen: sql<boolean>`false` })
    .from(files)
    .where(sql`${files.id} = ${id}::uuid and ${isThere}`)

type Attaching = {
  ids: string[]
  me: string
  spaceId: string
  to: string
  purpose?: 'attachment' | 'submission'
}

/**
 * Makes one's own attachments part of something in a space: a post, a comment. For the batch that
 * writes it. Those that are part of something else, or of another community, stay where they are.
 * @param to what they become part of; gives the ids of those that did
 */
export const attachFiles = (db: Db, { ids, me, spaceId, to, purpose = 'attachment' }: Attaching) =>
  db
    .update(files)
    .set({ attachedTo: to, spaceId })
    .where(
      sql`${files.id} = any(${uuids(ids)}) and ${files.uploaderId} = ${me}::uuid and ${isThere}
        and ${files.purpose} = ${purpose} and coalesce(${files.attachedTo}, ${to}::uuid) = ${to}::uuid
        and exists (select 1 from ${spaces} where ${spaces.id} = ${spaceId}::uuid
          and ${spaces.communityId} = ${files.communityId} and ${writableBy(me)})`,
    )
    .returning({ id: files.id })

/**
 * Lets files go: out of sight at once, their bytes some days later.
 * @param condition on rows of `files`
 */
export const releaseFiles = (db: Db, condition: SQL) =>
  db
    .update(files)
    .set({ releasedAt: sql`now()` })
    .where(sql`${files.releasedAt} is null and ${files.finishedAt} is not null and (${condition})`)
    .returning({ id: files.id })

/** Lets a file go for its uploader, or for who moderates the space that it lies in. */
export const releaseOwn = (db: Db, id: string, me: string) =>
  releaseFiles(
    db,
    sql`${files.id} = ${id}::uuid and (${files.uploaderId} = ${me}::uuid or exists (
      select 1 from ${spaces} where ${spaces.id} = ${files.spaceId} and ${moderatedBy(me)}))`,
  )
