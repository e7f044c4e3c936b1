import { type SQL, sql } from 'drizzle-orm'
import { communities } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { newIdPerRow } from '../../db/columns.ts'
import type { Db } from '../../db/connect.ts'
import { notifications } from '../../notifications/tables.ts'
import { profiles } from '../../profiles/tables.ts'
import { NOTICES, type Notice } from './rules.ts'

/** Tells people of their purchases; nobody did it, so nobody is named. @param only asked besides */
export const tellOfPurchases = (db: Db, notices: Notice[], only: SQL) => {
  const told = JSON.stringify(notices.map((notice) => ({ ...notice, ...NOTICES[notice.kind] })))
  return db.execute(sql`
    insert into ${notifications} (id, user_id, community_id, type, title, body, link, cause)
    select ${newIdPerRow()}, ${profiles.id}, ${communities.id}, 'membership_renewal',
      replace(told.title, '{tier}', ${membershipTiers.name}), told.body,
      '/' || ${communities.slug} || '/plans', told.cause
    from jsonb_to_recordset(${told}::jsonb) as told("profileId" uuid, "communityId" uuid,
      "tierId" uuid, title text, body text, cause text)
    join ${profiles} on ${profiles.id} = told."profileId" and ${profiles.deletedAt} is null
    join ${membershipTiers} on ${membershipTiers.id} = told."tierId"
    join ${communities} on ${communities.id} = ${membershipTiers.communityId}
      and ${communities.id} = told."communityId" and ${communities.deletedAt} is null
    where ${only}
    on conflict (user_id, type, cause) do nothing`)
}
