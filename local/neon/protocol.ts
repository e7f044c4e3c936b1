import { createHash } from 'node:crypto'
import type pg from 'pg'

type Query = { text: string; params: (string | null)[] }

/** Every value leaves as the text that Postgres wrote: the driver parses it, as with Neon. */
const asText = { getTypeParser: () => (value: unknown) => value }

const LEVELS = new Map([
  ['ReadUncommitted', 'read uncommitted'],
  ['ReadCommitted', 'read committed'],
  ['RepeatableRead', 'repeatable read'],
  ['Serializable', 'serializable'],
])

/** The queries of a request body; a batch is one transaction. */
export function queriesIn(body: unknown): { batch: boolean; queries: Query[] } {
  if (hasQueries(body)) return { batch: true, queries: body.queries.map(toQuery) }
  return { batch: false, queries: [toQuery(body)] }
}

/** `begin` with the isolation, access mode and deferral that the request's headers ask for. */
export function transactionStart({ headers }: Request): string {
  const level = LEVELS.get(headers.get('neon-batch-isolation-level') ?? '')
  const readOnly = headers.get('neon-batch-read-only')
  const deferrable = headers.get('neon-batch-deferrable')
  return [
    'begin',
    level && `isolation level ${level}`,
    readOnly && (readOnly === 'true' ? 'read only' : 'read write'),
    deferrable && (deferrable === 'true' ? 'deferrable' : 'not deferrable'),
  ]
    .filter(Boolean)
    .join(' ')
}

export async function runOne(db: Pick<pg.ClientBase, 'query'>, query: Query | undefined) {
  if (!query) throw new Error('The request holds no query.')
  const { text, params } = query
  // one statement per query, as Neon holds it, even without parameters
  const config: pg.QueryArrayConfig & { queryMode: 'extended' } = {
    name: nameOf(text),
    text,
    values: params,
    rowMode: 'array',
    types: asText,
    queryMode: 'extended',
  }
  const { command, rowCount, rows, fields } = await db.query(config)
  return { command, rowCount, rowAsArray: true, rows, fields }
}

export async function runAll(pool: pg.Pool, queries: Query[], begin: string) {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const results = []
    for (const query of queries) results.push(await runOne(client, query))
    await client.query('commit')
    return results
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => {
      broken = cause
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** By its name Postgres knows a text again on the same connection, and need not plan it anew. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = createHash('sha256').update(text).digest('hex').slice(0, 40)
  names.set(text, name)
  return name
}

function toQuery(value: unknown): Query {
  if (typeof value !== 'object' || value === null || !('query' in value)) {
    throw new Error('A query needs the field "query".')
  }
  const params = 'params' in value && Array.isArray(value.params) ? value.params : []
  return { text: String(value.query), params }
}

function hasQueries(body: unknown): body is { queries: unknown[] } {
  return (
    typeof body === 'object' && body !== null && 'queries' in body && Array.isArray(body.queries)
  )
}
