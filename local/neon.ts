import pg from 'pg'
import { listen } from './listen.ts'
import { queriesIn, runAll, runOne, transactionStart } from './neon/protocol.ts'

/**
 * Neon's HTTP protocol in front of an ordinary Postgres, so that the driver of production is the
 * driver of this machine. The database and the credentials are those of the request's connection
 * string; only the server of `databaseUrl` is served. `stop`, and start again on the same port, is a
 * database that was away.
 */
export async function startNeon(options: {
  databaseUrl: string
  port?: number
}): Promise<{ endpoint: string; port: number; stop(): Promise<void> }> {
  const server = new URL(options.databaseUrl)
  const pools = new Map<string, pg.Pool>()

  const poolFor = (connectionString: string): pg.Pool => {
    const known = pools.get(connectionString)
    if (known) return known
    const pool = new pg.Pool({
      connectionString,
      max: 40,
      allowExitOnIdle: true,
      idleTimeoutMillis: 120_000,
    })
    // an idle connection that Postgres ends is not an error of ours: the next query opens another
    pool.on('error', () => undefined)
    pools.set(connectionString, pool)
    return pool
  }

  const listener = await listen(async (request) => {
    if (request.method !== 'POST' || new URL(request.url).pathname !== '/sql') {
      return new Response('Not found', { status: 404 })
    }
    const connectionString = request.headers.get('neon-connection-string') ?? ''
    if (!URL.canParse(connectionString) || new URL(connectionString).host !== server.host) {
      return new Response('This endpoint serves another database server.', { status: 403 })
    }
    try {
      const { batch, queries } = queriesIn(await request.json())
      const pool = poolFor(connectionString)
      if (!batch) return Response.json(await runOne(pool, queries[0]))
      return Response.json({ results: await runAll(pool, queries, transactionStart(request)) })
    } catch (error) {
      return refusal(error)
    }
  }, options.port)

  return {
    endpoint: `http://127.0.0.1:${listener.port}/sql`,
    port: listener.port,
    stop: async () => {
      await listener.stop()
      await Promise.all([...pools.values()].map((pool) => pool.end()))
    },
  }
}

/** Whether a database is Neon's own, which needs no stand-in. */
export const isNeon = (databaseUrl: string): boolean =>
  /\.neon\.(tech|build)$/.test(new URL(databaseUrl).hostname)

function refusal(error: unknown): Response {
  if (error instanceof pg.DatabaseError) {
    return Response.json({ ...error, message: error.message }, { status: 400 })
  }
  const message = error instanceof Error ? error.message : String(error)
  return new Response(`The database cannot be reached: ${message}`, { status: 503 })
}
