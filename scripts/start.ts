import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, parseEnv } from 'node:util'
import { startStack } from '../local/stack.ts'
import { generateTypes } from './build/types.ts'
import { takeLock } from './start/lock.ts'
import { endScreen, help, step } from './start/screen.ts'

const root = join(import.meta.dirname, '..')
const dataDir = join(root, '.data')
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const { port, reset } = readArguments()
const began = performance.now()
for (const signal of SIGNALS) process.once(signal, () => process.exit(130))
await takeLock(dataDir)
if (reset) startOver()

const stack = await startStack({
  dataDir,
  ports: {
    ...{ worker: port, clerk: port + 1, stripe: port + 2, mail: port + 3 },
    ...{ postgres: 54_320, waku: 60_000 },
  },
  vars: readDevVars(),
  watch: true,
  step,
}).catch((error: unknown) => {
  console.error(`\n  ${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
})

// workerd's keeper would end this process at once on a signal; everything is to stop in order
for (const signal of SIGNALS) {
  process.removeAllListeners(signal)
  process.on(signal, () => void leave(0))
}
void stack.crashed.then((reason) => {
  console.error(`\n  ${reason}`)
  void leave(1)
})
console.info(endScreen({ stack, people: await stack.people.all(), seconds: sinceStart() }))
// for editors and tsc; nothing that runs waits for it
void generateTypes(root).catch(() => undefined)

let leaving = false
async function leave(code: number): Promise<void> {
  if (leaving) return
  leaving = true
  // Ctrl-C reaches workerd too, and what is written to it after that fails
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, () => undefined)
  const patience = setTimeout(() => process.exit(1), 10_000)
  await stack.stop()
  clearTimeout(patience)
  process.exit(code)
}

function readArguments(): { port: number; reset: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8787' },
        reset: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65_000)
      throw new Error(`No port: ${values.port}`)
    if (!values.help) return { port, reset: values.reset }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${help}`)
    process.exit(1)
  }
  console.info(help)
  process.exit(0)
}

function startOver(): void {
  for (const name of readdirSync(dataDir)) {
    if (name !== 'lock') rmSync(join(dataDir, name), { recursive: true, force: true })
  }
}

function readDevVars(): Record<string, string> {
  const file = join(root, '.dev.vars')
  if (!existsSync(file)) return {}
  const entries = Object.entries(parseEnv(readFileSync(file, 'utf8')))
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => Boolean(entry[1])))
}

function sinceStart(): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}
