import type pg from 'pg'
import { measure } from '../plans/measure.ts'
import { ask } from '../site/ask.ts'
import type { Stack } from '../site/stack.ts'
import type { Query } from '../site/wire.ts'

/** How far away the database is made, so that what waits for it cannot be mistaken. */
const FAR = 120

export type Probed = {
  status: number
  /** round trips whose answer came before the first byte of the body, and all others */
  before: number
  after: number
  /** what the Worker itself says, in Server-Timing */
  said: string
  bytes: number
  queries: Query[]
}

/** Asks for a page once, with a database far away, and notes what it asked the database. */
export async function probe(
  { site, wire }: Stack,
  path: string,
  headers: Record<string, string>,
): Promise<Probed> {
  wire.taken()
  wire.delay = FAR
  try {
    const { status, body, firstByte, headers: given } = await ask(site.app + path, headers)
    const trips = wire.taken()
    const before = trips.filter(({ answered }) => answered <= firstByte).length
    return {
      status,
      before,
      after: trips.length - before,
      said: [given['server-timing'] ?? '']
        .flat()
        .join(', ')
        .replaceAll(/;desc="?([^",]*)"?/g, ' $1'),
      bytes: body.length,
      queries: trips.flatMap(({ queries }) => queries),
    }
  } finally {
    wire.delay = 0
  }
}

/** What the same statements cost Postgres, run once more on their own and taken back. */
export async function costOf(client: pg.Client, queries: Query[]) {
  const cost = { rows: 0, given: 0, pages: 0, ms: 0, heaviest: { rows: 0, sql: '' } }
  for (const query of queries) {
    await client.query('begin')
    const { rows, given, pages, ms } = await measure(client, query).finally(() =>
      client.query('rollback'),
    )
    cost.rows += rows
    cost.given += given
    cost.pages += pages
    cost.ms += ms
    if (rows > cost.heaviest.rows) cost.heaviest = { rows, sql: query.sql }
  }
  return cost
}
