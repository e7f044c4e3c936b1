import { boolean, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, updatedAt } from '../../db/columns.ts'
import { profiles } from '../../profiles/tables.ts'
import type { Channels, Digest } from '../kinds/rules.ts'
import type { Kind } from '../tables.ts'

/** By which ways someone wants to be told. Whoever never chose has no row, and the defaults. */
export const notificationPreferences = pgTable('notification_preferences', {
  profileId: uuid()
    .primaryKey()
    .references(() => profiles.id, { onDelete: 'cascade' }),
  /** what differs from the defaults, by kind */
  choices: jsonb().$type<Partial<Record<Kind, Partial<Channels>>>>().notNull().default({}),
  digest: text().$type<Digest>().notNull().default('weekly'),
  /** of the local clock */
  digestHour: smallint().notNull().default(9),
  /** 1 is Monday */
  digestDay: smallint().notNull().default(1),
  /** an IANA name */
  zone: text().notNull().default('UTC'),
  /** whether they said so themselves; else it is that of the browser in which they were first seen */
  isZoneChosen: boolean().notNull().default(false),
  /** hours of the local clock; both null without quiet hours */
  quietFrom: smallint(),
  quietTo: smallint(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
})
