import { type Call, fill, type Landing } from './fill.ts'
import { variantOf } from './key.ts'
import { pass, serve } from './response.ts'
import { counts, flights, now, store } from './state.ts'
import type { Entry } from './store.ts'

/** Answers from the store, or by one run of the entrypoint for all who ask the same at once. */
export async function answer(call: Call): Promise<Response> {
  const { request, key } = call
  if (!isCacheable(request)) {
    counts.runs += 1
    return pass(await call.run(request), 'BYPASS', request)
  }
  const entry = store.find(key, request.headers)
  if (!entry) return share(call, undefined)
  const time = now()
  if (time < entry.freshUntil) return serve(entry, 'HIT', request)
  if (time >= entry.staleUntil) return share(call, entry)
  if (!flights.has(key)) call.waitUntil(takeOff(call, entry).then(discard, () => undefined))
  return serve(entry, 'UPDATING', request)
}

const isCacheable = ({ method, headers }: Request): boolean =>
  (method === 'GET' || method === 'HEAD') && headers.get('upgrade')?.toLowerCase() !== 'websocket'

async function share(call: Call, old: Entry | undefined): Promise<Response> {
  const flight = flights.get(call.key)
  if (!flight) return land(await takeOff(call, old), call)
  const shared = await flight
  const { headers } = call.request
  // what must not be stored is not shared either: each asks for itself
  if (!shared) return land(await fill(call, store.find(call.key, headers)), call)
  const { entry, status } = shared
  if (variantOf(entry.vary, headers) !== entry.variant) return answer(call)
  return serve(entry, status === 'STALE' ? 'STALE' : 'HIT', call.request)
}

/** Begins a run that others can wait for, and that goes on when the one who asked has left. */
function takeOff(call: Call, old: Entry | undefined): Promise<Landing> {
  const landing = fill(call, old)
  // a response belongs to the request that it was made in: only entries travel
  const flight = landing.then(
    (landed) => ('entry' in landed ? landed : undefined),
    () => undefined,
  )
  flights.set(call.key, flight)
  call.waitUntil(
    flight.then(() => {
      if (flights.get(call.key) === flight) flights.delete(call.key)
    }),
  )
  return landing
}

const land = (landing: Landing, { request }: Call): Response =>
  'entry' in landing
    ? serve(landing.entry, landing.status, request)
    : pass(landing.response, landing.status, request)

async function discard(landing: Landing): Promise<void> {
  if ('response' in landing) await landing.response.body?.cancel()
}
