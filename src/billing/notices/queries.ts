import { type SQL, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import type { Db } from '../../db/connect.ts'
import { tellEach } from '../../notifications/queries.ts'
import { profiles } from '../../profiles/tables.ts'
import { NOTICES, type Notice } from './rules.ts'

/** Tells people of their purchases; nobody did it, so nobody is named. @param only asked besides */
export const tellOfPurchases = (db: Db, notices: Notice[], only: SQL) => {
  const told = JSON.stringify(notices.map((notice) => ({ ...notice, ...NOTICES[notice.kind] })))
  const rows = sql`
    select ${profiles.id} as user_id, ${communities.id} as community_id, null::uuid as space_id,
      replace(told.title, '{tier}', ${membershipTiers.name}) as title, told.body,
      '/' || ${communities.slug} || '/plans' as link, told.cause
    from jsonb_to_recordset(${told}::jsonb) as told("profileId" uuid, "communityId" uuid,
      "tierId" uuid, title text, body text, cause text)
    join ${profiles} on ${profiles.id} = told."profileId" and ${profiles.deletedAt} is null
    join ${membershipTiers} on ${membershipTiers.id} = told."tierId"
    join ${communities} on ${communities.id} = ${membershipTiers.communityId}
      and ${communities.id} = told."communityId" and ${communities.deletedAt} is null
    where ${only}`
  return db.execute(tellEach('membership_renewal', rows))
}
