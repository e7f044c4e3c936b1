import type pg from 'pg'
import { DAYS, LOAD, type Size } from './helpers.ts'

const DAY = 24 * 3600_000
const NAMES = [
  'Ada',
  'Bo',
  'Chidi',
  'Dana',
  'Eva',
  'Femi',
  'Gao',
  'Hana',
  'Ivo',
  'Juno',
  'Kim',
  'Lea',
]
const FAMILIES = ['Adler', 'Berg', 'Costa', 'Dube', 'Eze', 'Fox', 'Gupta', 'Haas', 'Ito', 'Jung']
const SPACES = 20

const PRIVATE = [17, 18]
const PAID = [19, 20]

/** People, who also know each other: each follows ten. Kept by their number in a table of this connection. */
export async function insertPeople(db: pg.Client, { people }: Size): Promise<void> {
  await db.query(
    `create temp table load_people as
     select n, pg_temp.id($2::bigint + n, n, 1) as id, $2::bigint + n * ($3::bigint / $1::int) as ms
     from generate_series(1, $1::int) n`,
    [people, Date.now() - DAYS * DAY, DAYS * DAY * 0.9],
  )
  await db.query('create unique index on load_people (n)')
  await db.query('analyze load_people')
  await db.query(
    `insert into profiles (id, clerk_id, username, full_name, bio, created_at, last_seen_at)
     select id, 'user_${LOAD}_' || n, '${LOAD}-' || n,
       ($1::text[])[1 + n % $2] || ' ' || ($3::text[])[1 + n / $2 % $4] || ' ' || n,
       '', pg_temp.moment(ms), now()
     from load_people order by n`,
    [NAMES, NAMES.length, FAMILIES, FAMILIES.length],
  )
  await db.query(`select setseed(0.1)`)
  await db.query(
    `insert into follows (follower_id, followed_id, created_at)
     select mine.id, theirs.id, pg_temp.moment(greatest(mine.ms, theirs.ms))
     from (select n, id, ms, 1 + (random() * ($1 - 1))::int as other
       from load_people, generate_series(1, 10)) mine
     join load_people theirs on theirs.n = mine.other where mine.n <> theirs.n
     on conflict do nothing`,
    [people],
  )
}

/** The community, its spaces of all visibilities, its members with some staff, and what they follow. */
export async function insertPlace(db: pg.Client): Promise<void> {
  const start = Date.now() - DAYS * DAY
  const community = `pg_temp.id(${start}, 1, 2)`
  const tier = `pg_temp.id(${start}, 1, 3)`
  const first = '(select id from load_people where n = 1)'
  await db.query(`
    insert into communities (id, name, slug, description, owner_id, created_at)
    values (${community}, 'Load', '${LOAD}', 'As many people and posts as you asked for.',
      ${first}, pg_temp.moment(${start}))`)
  await db.query(`
    create temp table load_spaces as
    select n, pg_temp.id(${start}, n, 4) as id,
      (case when n = any('{${PRIVATE}}') then 'private' when n = any('{${PAID}}') then 'paid'
        else 'public' end)::visibility as visibility
    from generate_series(1, ${SPACES}) n`)
  await db.query(`
    insert into membership_tiers (id, community_id, name, price_cents, space_access, created_at)
    select ${tier}, ${community}, 'Supporter', 500, array_agg(id), pg_temp.moment(${start})
    from load_spaces where visibility = 'paid'`)
  await db.query(`
    insert into spaces (id, community_id, name, slug, visibility, required_tier_ids, sort_order, created_at)
    select id, ${community}, 'Space ' || n, 'space-' || n, visibility,
      case when visibility = 'paid' then array[${tier}] else '{}' end, n, pg_temp.moment(${start})
    from load_spaces`)
  await db.query(`
    insert into memberships (id, community_id, profile_id, role, joined_at, created_at)
    select pg_temp.id(ms, n, 5), ${community}, id,
      (case n when 1 then 'owner' when 2 then 'admin' when 3 then 'moderator' else 'member' end)::role,
      pg_temp.moment(ms), pg_temp.moment(ms) from load_people order by n`)
  await db.query(`
    insert into grants (id, community_id, profile_id, tier_id, source, reference, starts_at, created_at)
    select pg_temp.id(ms, n, 6), ${community}, id, ${tier}, 'comp', ${first}::text,
      pg_temp.moment(ms), pg_temp.moment(ms) from load_people where n % 5 = 0`)
  await db.query(`
    insert into space_follows (space_id, profile_id)
    select s.id, p.id from load_people p
    cross join lateral (select distinct 1 + (p.n * k) % 16 as n from generate_series(3, 5) k) chosen
    join load_spaces s on s.n = chosen.n`)
}
