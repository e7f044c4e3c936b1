import type pg from 'pg'
import { LOAD } from '../../scripts/seed/load/helpers.ts'
import { connect } from '../../src/db/connect.ts'
import { type Measured, measure } from './measure.ts'
import { findReader } from './reader.ts'
import { statementsFor } from './statements.ts'

export type StatementCost = Measured & { name: string }

/** What the busiest reads cost Postgres for a member, and how it goes about them. */
export async function measurePlans(
  client: pg.Client,
  databaseUrl: string,
): Promise<StatementCost[]> {
  const reader = await findReader(client, LOAD)
  // never asked: it only writes the SQL that the Worker would send
  const db = connect({ DATABASE_URL: databaseUrl })
  const costs: StatementCost[] = []
  for (const [name, statement] of Object.entries(statementsFor(db, LOAD, reader))) {
    costs.push({ name, ...(await measure(client, statement.toSQL())) })
  }
  return costs
}
