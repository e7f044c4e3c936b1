import { sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { chatChoices } from '../choices/tables.ts'

export const recoveryOf = (db: Db, me: string | null) =>
  db
    .select({ recovery: chatChoices.recovery })
    .from(chatChoices)
    .where(sql`${chatChoices.profileId} = ${me}::uuid`)

export const saveRecovery = (db: Db, me: string, recovery: string) =>
  db
    .insert(chatChoices)
    .values({ profileId: me, recovery })
    .onConflictDoUpdate({ target: chatChoices.profileId, set: { recovery } })
