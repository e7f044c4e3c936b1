import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import { findWorkerd } from './cpu.ts'

const DIRECT = ['default', 'App', 'Empty', 'Loopback', 'Forget'] as const

/** Addresses without a slash at the end. */
export type Site = {
  /** as deployed: files of public/, and then the Worker */
  routed: string
  /** the Worker's own socket: nothing stands before it */
  app: string
  empty: string
  loopback: string
  /** empties the cache when it is asked */
  forget: string
  /** of workerd */
  pid: number
  stop(): Promise<void>
}

/**
 * Runs a bundle in workerd with the bindings of wrangler.toml, all in memory. Every address is a
 * socket of workerd itself: neither Miniflare's entry Worker nor the proxy of `wrangler dev` is asked.
 */
export async function startSite(options: {
  root: string
  folder: string
  script: string
  vars: Record<string, string>
}): Promise<Site> {
  const { root, folder, script, vars } = options
  const { workerOptions } = unstable_getMiniflareWorkerOptions(`${root}/wrangler.toml`)
  // rules are for finding modules, and the bundle is one
  const { modulesRules: _, ...worker } = workerOptions
  const name = 'opencircle'
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      cf: false,
      telemetry: { enabled: false },
      log: new Log(LogLevel.WARN),
      workers: [
        {
          ...worker,
          name,
          modules: true,
          modulesRoot: folder,
          scriptPath: script,
          bindings: Object.assign({}, worker.bindings, vars),
          unsafeDirectSockets: DIRECT.map((entrypoint) => ({
            host: '127.0.0.1',
            port: 0,
            entrypoint,
          })),
        },
      ],
    }),
  )
  await miniflare.ready
  const urls = await Promise.all(DIRECT.map((at) => miniflare.unsafeGetDirectURL(name, at)))
  const [routed = '', app = '', empty = '', loopback = '', forget = ''] = urls.map(
    (url) => url.origin,
  )
  const stop = () => miniflare.dispose()
  return { routed, app, empty, loopback, pid: findWorkerd(), forget, stop }
}
