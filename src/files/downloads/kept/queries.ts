import { sql } from 'drizzle-orm'
import { communities } from '../../../communities/tables.ts'
import type { Db } from '../../../db/connect.ts'
import type { Asker } from '../../../edge/rules.ts'
import { profiles } from '../../../profiles/tables.ts'
import { spaces } from '../../../spaces/tables.ts'
import { isThere, readableBy, servedColumns } from '../../queries.ts'
import { files } from '../../tables.ts'

/** Where a file that is there lies, whoever asks. */
export const findWhereabouts = (db: Db, id: string) =>
  db
    .select({
      community: communities.slug,
      space: spaces.slug,
      fileType: files.fileType,
      fileSize: files.fileSize,
      metadata: files.metadata,
    })
    .from(files)
    .leftJoin(communities, sql`${communities.id} = ${files.communityId}`)
    .leftJoin(spaces, sql`${spaces.id} = ${files.spaceId}`)
    .where(sql`${files.id} = ${id}::uuid and ${isThere}`)

/** A file of one community (or of none) as all who have the same right read it. */
export const findKept = (db: Db, id: string, community: string | null, asker: Asker) =>
  db
    .select({ ...servedColumns, uploader: profiles.username })
    .from(files)
    .innerJoin(profiles, sql`${profiles.id} = ${files.uploaderId}`)
    .leftJoin(communities, sql`${communities.id} = ${files.communityId}`)
    // a reach is one of spaces, and does not say of which community
    .where(
      sql`${files.id} = ${id}::uuid and ${readableBy(asker)} and ${communities.deletedAt} is null
        and ${communities.slug} is not distinct from ${community}`,
    )
