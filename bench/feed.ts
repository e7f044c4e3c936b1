import { parseArgs } from 'node:util'
import pg from 'pg'
import { openDatabase } from '../scripts/seed/database.ts'
import { LOAD } from '../scripts/seed/load/helpers.ts'
import { connect } from '../src/db/connect.ts'
import { measure } from './measure.ts'
import { findReader } from './reader.ts'
import { statementsFor } from './statements.ts'

/**
 * Prints what the busiest reads cost for a member of the large community of `npm run seed -- --posts n`:
 * the query plan of the feed (with --plans of all), then a line for each: milliseconds, rows read from
 * tables and indexes, 8 kB pages touched.
 */
const { values } = parseArgs({
  options: { database: { type: 'string' }, plans: { type: 'boolean', default: false } },
})
const database = await openDatabase(values.database)
const client = new pg.Client({ connectionString: database.url })
await client.connect()
try {
  const reader = await findReader(client, LOAD)
  // never asked: it only writes the SQL that the Worker would send
  const db = connect({ DATABASE_URL: database.url })
  const lines: string[] = []
  for (const [name, statement] of Object.entries(statementsFor(db, LOAD, reader))) {
    const { plan, ms, rows, pages, given } = await measure(client, statement.toSQL())
    if (values.plans || name === 'feed') console.info(`\n${name}\n\n${plan}`)
    const cells = [ms.toFixed(2), rows.toLocaleString('en'), pages.toLocaleString('en'), `${given}`]
    lines.push(name.padEnd(34) + cells.map((cell) => cell.padStart(11)).join(''))
  }
  const head = ['ms', 'rows read', 'pages', 'rows given'].map((cell) => cell.padStart(11)).join('')
  console.info(`\n${reader.scale}\n\n${' '.repeat(34)}${head}\n${lines.join('\n')}`)
} catch (error) {
  console.error(`\n  ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  await client.end()
  await database.stop()
}
