import type pg from 'pg'

type Node = {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Node[]
}
type Explained = { Plan: Node; 'Planning Time': number; 'Execution Time': number }

const WARM = 3

export type Measured = {
  plan: string
  /** planning and execution, the middle of a few warm runs */
  ms: number
  /** from tables and indexes, those that a filter dropped too */
  rows: number
  /** of 8 kB, from memory or disk */
  pages: number
  given: number
}

/** Runs a statement a few times and asks Postgres what it cost. */
export async function measure(
  client: pg.Client,
  { sql, params }: { sql: string; params: unknown[] },
): Promise<Measured> {
  const runs: Explained[] = []
  for (let run = 0; run <= WARM; run++) {
    const { rows } = await client.query<{ 'QUERY PLAN': [Explained] }>(
      `explain (analyze, buffers, format json) ${sql}`,
      params,
    )
    if (rows[0]) runs.push(rows[0]['QUERY PLAN'][0])
  }
  const [middle] = runs
    .slice(1)
    .sort((a, b) => total(a) - total(b))
    .slice(Math.floor(WARM / 2))
  if (!middle) throw new Error('Postgres explained nothing.')
  const text = await client.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, buffers) ${sql}`,
    params,
  )
  const { Plan: root } = middle
  return {
    plan: text.rows.map((row) => row['QUERY PLAN']).join('\n'),
    ms: total(middle),
    rows: Math.round(rowsRead(root)),
    pages: root['Shared Hit Blocks'] + root['Shared Read Blocks'],
    given: root['Actual Rows'],
  }
}

const total = (run: Explained): number => run['Planning Time'] + run['Execution Time']

function rowsRead(node: Node): number {
  const below = (node.Plans ?? []).reduce((sum, plan) => sum + rowsRead(plan), 0)
  if (!/Scan$/.test(node['Node Type']) || /CTE|Subquery|WorkTable|Function/.test(node['Node Type']))
    return below
  const each = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)
  return below + each * node['Actual Loops']
}
