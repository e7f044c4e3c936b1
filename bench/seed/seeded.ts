import { join } from 'node:path'
import pg from 'pg'
import { startNeon } from '../../local/neon.ts'
import { startPostgres } from '../../local/postgres.ts'
import { migrate } from '../../scripts/migrate.ts'
import { LOAD, type Size } from '../../scripts/seed/load/helpers.ts'
import { load } from '../../scripts/seed/load.ts'
import { seed } from '../../scripts/seed.ts'
import { MEMBER, PICTURED } from './places.ts'

/** A community of so many posts, with people as such a community has them. */
export const sizeFor = (posts: number): Size => ({
  posts,
  people: Math.min(10_000, Math.max(1000, Math.round(Math.sqrt(posts) * 10))),
  comments: posts * 2,
  reactions: Math.floor(posts / 10),
})

/**
 * A database that holds it, kept in .data/bench between runs; and beside it the communities of a first
 * start, which have pictures.
 */
export async function openSeeded(
  root: string,
  size: Size,
): Promise<{ url: string; stop(): Promise<void> }> {
  const dataDir = join(root, '.data', 'bench', `${size.posts}`)
  const postgres = await startPostgres({ dataDir, fast: true })
  try {
    await migrate(postgres.url)
    if (!(await has(postgres.url, LOAD))) await load(postgres.url, size)
    if (!(await has(postgres.url, PICTURED))) await addPictured(postgres.url)
    await query(postgres.url, JOIN, [PICTURED, MEMBER])
    return postgres
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

async function has(url: string, slug: string): Promise<boolean> {
  const found = await query(url, 'select from communities where slug = $1', [slug])
  return found.rowCount === 1
}

async function addPictured(databaseUrl: string): Promise<void> {
  const neon = await startNeon({ databaseUrl })
  await seed({ databaseUrl, neonEndpoint: neon.endpoint, quiet: true }).finally(neon.stop)
}

const JOIN = `
  insert into memberships (id, community_id, profile_id, joined_at)
  select gen_random_uuid(), c.id, p.id, now() from communities c, profiles p
  where c.slug = $1 and p.username = $2
  on conflict do nothing`

async function query(url: string, sql: string, values: string[]): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client.query(sql, values).finally(() => client.end())
}
