import { createServer } from 'node:net'

/**
 * A port that nothing listens on: `preferred` or the next free one of the twenty after it, else one
 * that the system picks. 0 asks the system at once. `promised` is kept for a part that starts later.
 */
export async function freePort(preferred = 0, promised?: number): Promise<number> {
  if (preferred > 0) {
    for (let port = preferred; port < preferred + 20; port++) {
      if (port === promised) continue
      // macOS lets 127.0.0.1 be taken beside a listener on all addresses, so both are asked
      if ((await tryPort(port, '127.0.0.1')) && (await tryPort(port))) return port
    }
  }
  const port = await tryPort(0, '127.0.0.1')
  if (!port) throw new Error('This machine has no free port left.')
  return port
}

function tryPort(port: number, host?: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : undefined
      server.close(() => resolve(taken))
    })
  })
}
