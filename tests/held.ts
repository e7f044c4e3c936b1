import { env } from 'cloudflare:test'
import { type SQL, sql } from 'drizzle-orm'
import { connect } from '../src/db/connect.ts'

/** A transaction that is blocked by this one, or stands behind one that is. */
const isWaiting = `not granted and exists (
  select from pg_locks ahead where not ahead.granted
    and pg_backend_pid() = any(pg_blocking_pids(ahead.pid))
    and (ahead.pid = pg_locks.pid or ahead.pid = any(pg_blocking_pids(pg_locks.pid))))`

const until = (waiting: number) => `do $$ begin
  for round in 1..1000 loop
    exit when (select count(distinct pid) from pg_locks where ${isWaiting}) >= ${waiting};
    if round = 1000 then raise exception 'nobody waits for what is held'; end if;
    perform pg_sleep(0.02);
  end loop; end $$`

/**
 * Holds rows until so many transactions wait for them: each of those has read what was there before
 * any of the others wrote. It gives up after 20 seconds, and throws.
 * @param rows a statement that locks the rows
 */
export async function heldFor<T>(rows: SQL, waiting: number, act: () => Promise<T>): Promise<T> {
  const db = connect(env)
  const key = Math.floor(Math.random() * 2 ** 31)
  const held = db.batch([
    db.execute(rows),
    db.execute(sql`select pg_advisory_xact_lock(${key}::bigint)`),
    db.execute(sql.raw(until(waiting))),
  ])
  const isHeld = async () =>
    (
      await db.execute(
        sql`select from pg_locks where locktype = 'advisory' and objid = ${key}::oid`,
      )
    ).rows.length > 0
  while (!(await isHeld())) await scheduler.wait(20)
  const [answer] = await Promise.all([act(), held])
  return answer
}
