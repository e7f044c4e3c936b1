import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Listener = { port: number; url: string; stop(): Promise<void> }

/**
 * Serves a fetch handler on 127.0.0.1. `stop` ends open connections too, and the same port may be
 * listened on again afterwards.
 */
export async function listen(
  handle: (request: Request) => Response | Promise<Response>,
  port = 0,
): Promise<Listener> {
  const server = createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch((error: unknown) => {
      console.error(error)
      outgoing.destroy()
    })
  })
  // workerd lets go of an idle connection after five seconds: who ends it at the same time as it is
  // taken up again has lost a request
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server has no address.')
  return {
    port: address.port,
    url: `http://localhost:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  handle: (request: Request) => Response | Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const response = await handle(await toRequest(incoming))
  const headers: [string, string][] = []
  for (const [name, value] of response.headers) headers.push([name, value])
  outgoing.writeHead(response.status, headers.flat())
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const item of [value ?? []].flat()) headers.append(name, item)
  }
  const method = incoming.method ?? 'GET'
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method,
    headers,
    body: hasBody ? Buffer.concat(chunks) : null,
  })
}
