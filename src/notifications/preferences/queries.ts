import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/connect.ts'
import { type Channels, KINDS } from '../kinds/rules.ts'
import { letters } from '../letters/tables.ts'
import { nextDigest } from '../times/queries.ts'
import type { Preferences } from './rules.ts'
import { notificationPreferences as prefs } from './tables.ts'

/** What someone chose, if they ever did. */
export const preferencesOf = (db: Db, me: string | null) =>
  db
    .select({
      choices: prefs.choices,
      digest: prefs.digest,
      digestHour: prefs.digestHour,
      digestDay: prefs.digestDay,
      zone: prefs.zone,
      quietFrom: prefs.quietFrom,
      quietTo: prefs.quietTo,
    })
    .from(prefs)
    .where(sql`${prefs.profileId} = ${me}::uuid`)

/** Whether the database has a zone too: what it cannot reckon with would hold up everybody's mail. */
export async function isZoneKnown(db: Db, zone: string): Promise<boolean> {
  const { rows } = await db.execute(sql`select 1 from pg_timezone_names where name = ${zone}`)
  return rows.length > 0
}

/** The zone that someone chose themselves; null where they never did. */
export const zoneChosenBy = (me: string): SQL<string | null> =>
  sql`(select ${prefs.zone} from ${prefs} where ${prefs.profileId} = ${me} and ${prefs.isZoneChosen})`

/** Notes by whose clock someone lives, until they choose for themselves. */
export const keepZone = (db: Db, me: string, zone: string) =>
  db.execute(sql`
    insert into ${prefs} (profile_id, zone) select ${me}::uuid, ${zone}
    where case when exists (select 1 from ${prefs} where ${prefs.profileId} = ${me}::uuid) then false
      else exists (select 1 from pg_timezone_names where name = ${zone}) end
    on conflict do nothing`)

/** Keeps what someone chose; the digest that already waits moves to its new time. */
export const savePreferences = (db: Db, me: string, chosen: Preferences, now: Date) =>
  save(db, me, { ...chosen, isZoneChosen: true }, now)

/** Keeps by whose clock someone wants to live, and nothing else. */
export const chooseZone = (db: Db, me: string, zone: string, now: Date) =>
  save(db, me, { zone, isZoneChosen: true }, now)

function save(db: Db, me: string, chosen: Partial<typeof prefs.$inferInsert>, now: Date) {
  const at = sql`${now.toISOString()}::timestamptz`
  return [
    db
      .insert(prefs)
      .values({ profileId: me, ...chosen })
      .onConflictDoUpdate({ target: prefs.profileId, set: { ...chosen, updatedAt: at } }),
    db.execute(sql`
      update ${letters} set due_at = ${nextDigest(at)} from ${prefs}
      where ${prefs.profileId} = ${me}::uuid and ${letters.profileId} = ${prefs.profileId}
        and ${letters.kind} = 'digest' and ${letters.closedAt} is null`),
  ] as const
}

/**
 * The channel that someone wants a kind by, as text. The query has their row of preferences in scope,
 * or none of it.
 * @param kind the kind, as text
 */
export const wanted = (kind: SQL, channel: keyof Channels): SQL<string> => sql<string>`coalesce(
  ${prefs.choices} -> (${kind}) ->> ${sql.raw(`'${channel}'`)}, ${byDefault(kind, channel)})`

/** Of what is written in our own code only. */
const byDefault = (kind: SQL, channel: keyof Channels): SQL => {
  const cases = Object.entries(KINDS).map(([name, of]) => `when '${name}' then '${of[channel]}'`)
  return sql`case ${kind} ${sql.raw(cases.join(' '))} end`
}
