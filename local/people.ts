import pg from 'pg'
import type { Person } from './clerk/users.ts'

/** Looks at the database itself: who could sign in, and whether there is a community yet. */
export function openPeople(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, allowExitOnIdle: true })
  pool.on('error', () => undefined)
  return {
    /** owners first, then by age */
    all: async (): Promise<Person[]> => (await pool.query<Person>(EVERYONE)).rows,
    /** by Clerk's id or by username, in small letters */
    find: async (name: string): Promise<Person | undefined> =>
      (await pool.query<Person>(ONE, [name, name.toLowerCase()])).rows[0],
    isEmpty: async (): Promise<boolean> =>
      (await pool.query('select from communities limit 1')).rowCount === 0,
    stop: () => pool.end(),
  }
}

const EVERYONE = `
  select p.clerk_id as "clerkId", p.username, p.full_name as "fullName", p.avatar_url as "avatarUrl",
    initcap(best.role::text) || ' of ' || best.name as note
  from profiles p left join lateral (
    select m.role, c.name from memberships m join communities c on c.id = m.community_id
    where m.profile_id = p.id and m.status = 'active' and c.deleted_at is null
    order by m.role desc, m.joined_at limit 1
  ) best on true
  where p.deleted_at is null
  order by best.role desc nulls last, p.created_at, p.username`

const ONE = `
  select clerk_id as "clerkId", username, full_name as "fullName", avatar_url as "avatarUrl"
  from profiles where (clerk_id = $1 or username = $2) and deleted_at is null`
