import { join } from 'node:path'
import pg from 'pg'
import { startPostgres } from '../../local/postgres.ts'
import { migrate } from '../../scripts/migrate.ts'
import { LOAD, type Size } from '../../scripts/seed/load/helpers.ts'
import { load } from '../../scripts/seed/load.ts'

/** A community of so many posts, with people as such a community has them. */
export const sizeFor = (posts: number): Size => ({
  posts,
  people: Math.min(10_000, Math.max(1000, Math.round(Math.sqrt(posts) * 10))),
  comments: posts * 2,
  reactions: Math.floor(posts / 10),
})

/** A database that holds it, kept in .data/bench between runs. */
export async function openSeeded(
  root: string,
  size: Size,
): Promise<{ url: string; stop(): Promise<void> }> {
  const dataDir = join(root, '.data', 'bench', `${size.posts}`)
  const postgres = await startPostgres({ dataDir, fast: true })
  try {
    await migrate(postgres.url)
    if (!(await isLoaded(postgres.url))) await load(postgres.url, size)
    return postgres
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

async function isLoaded(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from communities where slug = $1', [LOAD])
    return rowCount === 1
  } finally {
    await client.end()
  }
}
