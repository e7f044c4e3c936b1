import pg from 'pg'
import { measureBrowser } from './browser/run.ts'
import { measureLoad } from './load/run.ts'
import type { Options } from './options.ts'
import { measurePages } from './pages/run.ts'
import { measurePlans } from './plans/run.ts'
import type { Result } from './report/result.ts'
import { findPictured, findPlaces } from './seed/places.ts'
import { openSeeded, sizeFor } from './seed/seeded.ts'
import { startStack } from './site/stack.ts'

type Bundle = { root: string; folder: string; script: string }

/** Measures the parts that are asked for in a community of so many posts. */
export async function measureAt(
  posts: number,
  { parts, seconds, times }: Options,
  bundle: Bundle,
): Promise<Result> {
  const size = sizeFor(posts)
  const database = await openSeeded(bundle.root, size)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const places = await findPlaces(client)
    const start = (wired: boolean) => startStack({ ...bundle, databaseUrl: database.url, wired })
    const result: Result = { size }
    if (parts.includes('pages')) {
      say(posts, 'what a page costs')
      await using stack = await start(true)
      result.pages = await measurePages(stack, client, places, seconds * 250)
    }
    if (parts.includes('load')) {
      say(posts, 'how many a second')
      await using stack = await start(false)
      result.load = await measureLoad(stack, places, seconds)
    }
    if (parts.includes('browser')) {
      say(posts, 'in Chromium')
      await using stack = await start(false)
      result.browser = await measureBrowser(stack, places, await findPictured(client), times)
    }
    if (parts.includes('plans')) {
      say(posts, 'statements')
      result.plans = await measurePlans(client, database.url)
    }
    return result
  } finally {
    await client.end()
    await database.stop()
  }
}

// the table alone goes to the output
const say = (posts: number, what: string): void =>
  console.error(`  ${posts.toLocaleString('en')} posts: ${what}…`)
