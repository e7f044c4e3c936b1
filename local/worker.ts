import { join } from 'node:path'
import { unstable_readConfig, unstable_startWorker } from 'wrangler'
import { startTicker } from './ticker.ts'

const root = join(import.meta.dirname, '..')

/**
 * Starts the Worker of wrangler.toml in workerd, behind the stand-in of the platform's cache, with
 * local R2 and Queues kept in `dataDir`, and its cron triggers. `vars` are all that it gets besides the file: .dev.vars is not read here. With
 * `watch` it follows changes of the code.
 */
export async function startWorker(options: {
  dataDir: string
  port: number
  vars: Record<string, string>
  watch?: boolean
}): Promise<{ url: string; stop(): Promise<void> }> {
  quietEnvironment()
  const config = join(root, 'wrangler.toml')
  const worker = await unstable_startWorker({
    config,
    entrypoint: join(root, 'local/edge/worker.ts'),
    envFiles: [join(options.dataDir, 'no-env-file')],
    bindings: Object.fromEntries(
      Object.entries(options.vars).map(([name, value]) => [name, { type: 'plain_text', value }]),
    ),
    dev: {
      server: { hostname: 'localhost', port: options.port },
      inspector: false,
      persist: options.dataDir,
      watch: options.watch ?? false,
    },
  })
  await worker.ready
  const url = `http://localhost:${options.port}`
  const ticker = startTicker(url, unstable_readConfig({ config }).triggers.crons ?? [])
  return {
    url,
    stop: async () => {
      ticker.stop()
      await worker.dispose()
    },
  }
}

/**
 * Only warnings and errors reach the screen; and wrangler asks the network and writes logs into the
 * home folder unless it is told not to.
 */
function quietEnvironment(): void {
  process.env.WRANGLER_LOG = 'warn'
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.WRANGLER_WRITE_LOGS = 'false'
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  // the build command of wrangler.toml has to find this project's own node
  process.env.PATH = `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`
}
