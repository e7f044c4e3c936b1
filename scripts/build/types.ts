import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * Writes worker-configuration.d.ts, the types of the Workers runtime, when wrangler or the
 * compatibility date of wrangler.toml changed since.
 */
export async function generateTypes(root: string): Promise<void> {
  const wrangler = join(root, 'node_modules/wrangler')
  const { version } = JSON.parse(readFileSync(join(wrangler, 'package.json'), 'utf8'))
  const config = readFileSync(join(root, 'wrangler.toml'), 'utf8')
  const compatibility = config.match(/^compatibility_(date|flags).*$/gm) ?? []
  const wanted = `// for wrangler ${version}, ${compatibility.join(', ')}\n`
  const file = join(root, 'worker-configuration.d.ts')
  if (existsSync(file) && readFileSync(file, 'utf8').startsWith(wanted)) return
  const cli = join(wrangler, 'wrangler-dist/cli.js')
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_WRITE_LOGS: 'false' }
  const args = ['--no-warnings', cli, 'types', '--include-env=false']
  const running = promisify(execFile)(process.execPath, args, { cwd: root, env })
  const endWithUs = () => running.child.kill('SIGKILL')
  process.once('exit', endWithUs)
  await running
  process.removeListener('exit', endWithUs)
  writeFileSync(file, wanted + readFileSync(file, 'utf8'))
}
