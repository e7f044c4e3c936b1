import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { emojiList } from '../src/posts/emoji/rules.ts'
import { buildScripts, buildSheets, buildStyles } from './build/bundles.ts'
import { generateTypes } from './build/types.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, 'public/build')
// not in public/, all of which is published
const stamp = join(root, 'node_modules/.cache/opencircle-build')

/**
 * Builds what browsers load into public/build: one stylesheet and those that some pages have of
 * their own, one script per folder that has a client.ts, under names that change with their content, and manifest.json, which maps `ui.js` and
 * `styles.css` to their addresses. Nothing happens when no input changed.
 */
export async function build({ quiet = false } = {}): Promise<void> {
  const began = performance.now()
  const fingerprint = inputs()
  if (isBuilt(fingerprint)) return
  mkdirSync(out, { recursive: true })
  const styles = join(root, 'src/ui/styles.css')
  const entries = globSync('src/**/client.ts', { cwd: root })
  const files = new Map<string, string>()
  if (existsSync(styles)) files.set('styles.css', await buildStyles(styles, join(root, 'src')))
  for (const [name, css] of buildSheets(join(root, 'src/ui/styles'))) files.set(name, css)
  for (const [entry, script] of await buildScripts(root, entries)) {
    files.set(`${basename(dirname(entry))}.js`, script)
  }
  files.set('emoji.txt', emojiList())
  const manifest: Record<string, string> = {}
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const hashed = name.replace(/\.(\w+)$/, `-${hash(content).slice(0, 10)}.$1`)
    keep(hashed, content)
    manifest[name] = `/build/${hashed}`
  }
  keep('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`)
  removeStale(Object.values(manifest).map((address) => basename(address)))
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, fingerprint)
  const milliseconds = Math.round(performance.now() - began)
  if (!quiet) console.info(`Built ${[...files.keys()].join(', ')} in ${milliseconds} ms`)
}

function isBuilt(fingerprint: string): boolean {
  try {
    if (readFileSync(stamp, 'utf8') !== fingerprint) return false
    const manifest: object = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))
    return Object.values(manifest).every((address) => existsSync(join(root, 'public', address)))
  } catch {
    return false
  }
}

/** An unchanged file is left alone, so that nothing that watches it starts again. */
function keep(name: string, content: string): void {
  const path = join(out, name)
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return
  writeFileSync(path, content)
}

function removeStale(current: string[]): void {
  for (const name of readdirSync(out)) {
    if (/-[0-9a-f]{10}\.\w+$/.test(name) && !current.includes(name)) rmSync(join(out, name))
  }
}

/** The stylesheet depends on every class that the code names, so all sources count. */
function inputs(): string {
  const sum = createHash('sha256')
  const files = globSync(
    ['src/**/*.{ts,tsx,css}', 'scripts/build{.ts,/*.ts}', 'package-lock.json'],
    {
      cwd: root,
    },
  )
  for (const file of files.sort()) {
    if (!file.endsWith('.test.ts')) sum.update(file).update(readFileSync(join(root, file)))
  }
  return sum.digest('hex')
}

const hash = (content: string): string => createHash('sha256').update(content).digest('hex')

if (import.meta.main) {
  await build()
  // wrangler needs no types to run the Worker, and waits for this command
  if (!process.env.WRANGLER_COMMAND) await generateTypes(root)
}
