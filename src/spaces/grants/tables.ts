import { sql } from 'drizzle-orm'
import { check, index, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { communities } from '../../communities/tables.ts'
import { membershipTiers } from '../../communities/tiers/tables.ts'
import { createdAt, id, instant } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import { spaces } from '../tables.ts'

export const grantSource = pgEnum('grant_source', [
  'subscription',
  'purchase',
  'gift',
  'comp',
  'invitation',
  'role',
])

/** The ledger of access: a row opens one tier or one space to one person, from a start to an end. */
export const grants = pgTable(
  'grants',
  {
    id: id(),
    communityId: uuid()
      .notNull()
      .references(() => communities.id, { onDelete: 'cascade' }),
    profileId: uuid()
      .notNull()
      .references(() => profiles.id, { onDelete: 'cascade' }),
    tierId: uuid().references(() => membershipTiers.id, { onDelete: 'cascade' }),
    spaceId: uuid().references(() => spaces.id, { onDelete: 'cascade' }),
    source: grantSource().notNull(),
    /** what it rests on: a subscription's id, a purchase, the person who gave it */
    reference: text().notNull().default(''),
    startsAt: createdAt(),
    endsAt: instant(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_grants_profile').on(t.profileId, t.communityId),
    index('idx_grants_space_id').on(t.spaceId),
    index('idx_grants_tier_id').on(t.tierId),
    index('idx_grants_ends_at').on(t.endsAt),
    uniqueIndex('grants_live_once')
      .on(t.profileId, t.source, t.reference, sql`coalesce(${t.tierId}, ${t.spaceId})`)
      .where(sql`${t.endsAt} is null`),
    check('tier_or_space', sql`num_nonnulls(${t.tierId}, ${t.spaceId}) = 1`),
    check('ends_after_start', sql`${t.endsAt} is null or ${t.endsAt} >= ${t.startsAt}`),
  ],
)
