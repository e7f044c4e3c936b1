import { setTimeout as wait } from 'node:timers/promises'
import { listen } from '../../local/listen.ts'

export type Query = { sql: string; params: unknown[] }
/** A round trip to the database; moments as of `performance.now()`. */
export type Trip = { asked: number; answered: number; queries: Query[] }

/**
 * Stands between the Worker and the database: notes every round trip, and makes the database as far
 * away as `delay` (milliseconds) says.
 */
export async function startWire(endpoint: string) {
  let trips: Trip[] = []
  const wire = {
    delay: 0,
    /** The trips since the last call. */
    taken: () => trips.splice(0),
  }
  const listener = await listen(async (request) => {
    const asked = performance.now()
    const body = await request.text()
    const trip = { asked, answered: Number.POSITIVE_INFINITY, queries: queriesIn(body) }
    trips = [...trips, trip]
    const headers = new Headers()
    for (const [name, value] of request.headers)
      if (name.startsWith('neon-')) headers.set(name, value)
    const answer = await fetch(endpoint, { method: 'POST', headers, body })
    const text = await answer.text()
    if (wire.delay) await wait(wire.delay)
    trip.answered = performance.now()
    return new Response(text, {
      status: answer.status,
      headers: { 'content-type': 'application/json' },
    })
  })
  return Object.assign(wire, {
    endpoint: `http://127.0.0.1:${listener.port}/sql`,
    stop: listener.stop,
  })
}

type Asked = { query: string; params?: unknown[] }

function queriesIn(body: string): Query[] {
  const asked: Asked | { queries: Asked[] } = JSON.parse(body)
  const all = 'queries' in asked ? asked.queries : [asked]
  return all.map(({ query, params = [] }) => ({ sql: query, params }))
}
