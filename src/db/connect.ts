import { AsyncLocalStorage } from 'node:async_hooks'
import { neon, neonConfig } from '@neondatabase/serverless'
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http'

export type Db = NeonHttpDatabase<Record<string, never>>

/** Round trips to the database made by the request in whose context this runs. */
export const trips = new AsyncLocalStorage<{ count: number }>()

/**
 * Drizzle over Neon's HTTP protocol. `NEON_ENDPOINT` is set only on a developer's machine, where a
 * small server speaks that protocol in front of a local Postgres.
 */
export function connect(env: { DATABASE_URL: string; NEON_ENDPOINT?: string }): Db {
  const known = made.get(env.DATABASE_URL)
  if (env.NEON_ENDPOINT) neonConfig.fetchEndpoint = env.NEON_ENDPOINT
  if (known) return known
  neonConfig.fetchFunction = counted
  const db = drizzle({ client: neon(env.DATABASE_URL), casing: 'snake_case' })
  made.set(env.DATABASE_URL, db)
  return db
}

// it holds no connection: each statement is a request of its own
const made = new Map<string, Db>()

function counted(url: string, init: RequestInit) {
  const trip = trips.getStore()
  if (trip) trip.count++
  return fetch(url, init)
}
