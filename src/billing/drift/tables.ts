import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { communities } from '../../communities/tables.ts'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'

/** Comparisons of one community's rows with Stripe. */
export const billingChecks = pgTable(
  'billing_checks',
  {
    id: id(),
    communityId: uuid()
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    /** `night:2027-03-01`, or another word for each that somebody asked for */
    slot: text().notNull(),
    finishedAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('billing_checks_slot').on(t.communityId, t.slot),
    uniqueIndex('billing_checks_one').on(t.communityId).where(sql`${t.finishedAt} is null`),
    index('idx_billing_checks_community').on(t.communityId, t.createdAt),
  ],
)

/** What one check consists of: a message each. It is over when all of them are done. */
export const billingCheckParts = pgTable(
  'billing_check_parts',
  {
    checkId: uuid()
      .notNull()
      .references(() => billingChecks.id, { onDelete: 'cascade' }),
    part: text().notNull(),
    doneAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.checkId, t.part] })],
)

/** What a check found to be otherwise than Stripe says. */
export const billingDrifts = pgTable(
  'billing_drifts',
  {
    id: id(),
    checkId: uuid()
      .notNull()
      .references(() => billingChecks.id, { onDelete: 'cascade' }),
    kind: text().notNull(),
    /** what it is about: an id of Stripe's, or of a tier */
    subject: text().notNull(),
    profileId: uuid().references(() => profiles.id, { onDelete: 'cascade' }),
    isRepaired: boolean().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('billing_drifts_once').on(t.checkId, t.kind, t.subject),
    index('idx_billing_drifts_profile_id').on(t.profileId),
  ],
)
