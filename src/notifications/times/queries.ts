import { type SQL, sql } from 'drizzle-orm'
import { notificationPreferences as prefs } from '../preferences/tables.ts'
import { UNCHOSEN } from './rules.ts'

const zone = sql`coalesce(${prefs.zone}, ${sql.raw(`'${UNCHOSEN.zone}'`)})`
const hour = sql`coalesce(${prefs.digestHour}, ${sql.raw(`${UNCHOSEN.digestHour}`)})`
const day = sql`coalesce(${prefs.digestDay}, ${sql.raw(`${UNCHOSEN.digestDay}`)})`
/** How someone wants the digest; with their row of preferences in scope, or none. */
export const digestOf = sql`coalesce(${prefs.digest}, ${sql.raw(`'${UNCHOSEN.digest}'`)})`

/**
 * The next time that someone's clock shows the hour of their digest, on their day if it is weekly.
 * Clocks that are put forward or back move it with them: it comes once a day, at that hour.
 */
export const nextDigest = (at: SQL): SQL => sql`(
  select (case ${digestOf} when 'weekly'
      then daily.at + make_interval(days => (${day} - extract(isodow from daily.at)::int + 7) % 7)
      else daily.at end) at time zone ${zone}
  from (select clock.today + make_interval(hours => ${hour})
      + case when clock.today + make_interval(hours => ${hour}) <= clock.now
        then interval '1 day' else interval '0' end as at
    from (select local.now, date_trunc('day', local.now) as today
      from (select (${at}) at time zone ${zone} as now) local) clock) daily)`

/** This moment, or the end of the quiet hours that it falls into. */
export const afterQuiet = (at: SQL): SQL => sql`(
  select case
    when ${prefs.quietFrom} is null or ${prefs.quietTo} is null then ${at}
    when ${prefs.quietFrom} < ${prefs.quietTo}
      and clock.hour >= ${prefs.quietFrom} and clock.hour < ${prefs.quietTo}
      then (clock.today + make_interval(hours => ${prefs.quietTo}::int)) at time zone ${zone}
    when ${prefs.quietFrom} > ${prefs.quietTo} and clock.hour < ${prefs.quietTo}
      then (clock.today + make_interval(hours => ${prefs.quietTo}::int)) at time zone ${zone}
    when ${prefs.quietFrom} > ${prefs.quietTo} and clock.hour >= ${prefs.quietFrom}
      then (clock.today + make_interval(days => 1, hours => ${prefs.quietTo}::int)) at time zone ${zone}
    else ${at} end
  from (select extract(hour from local.now) as hour, date_trunc('day', local.now) as today
    from (select (${at}) at time zone ${zone} as now) local) clock)`
