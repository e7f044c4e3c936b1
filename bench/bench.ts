import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measureAt } from './measure.ts'
import { help, type Options, readOptions } from './options.ts'
import { type Machine, machine } from './report/machine.ts'
import { report } from './report/report.ts'
import type { Result } from './report/result.ts'
import { bundle } from './site/bundle.ts'

const root = join(import.meta.dirname, '..')

/**
 * Measures what pages cost, how many are served a second, how soon they are seen, and what their
 * statements read. Prints it as Markdown and keeps it in .data/bench, as JSON, too.
 */
async function bench(args: string[]): Promise<void> {
  const options = readOptions(args)
  if (!options) return console.info(help)
  const where = machine(root)
  const { drop, ...built } = bundle(root)
  try {
    const results: Result[] = []
    for (const posts of options.posts) {
      results.push(await measureAt(posts, options, { root, ...built }))
    }
    print(args, where, options, results)
  } finally {
    drop()
  }
}

function print(args: string[], where: Machine, { plans }: Options, results: Result[]): void {
  const command = ['npm run bench', ...(args.length ? ['--', ...args] : [])].join(' ')
  const text = report(command, where, results)
  const folder = join(root, '.data', 'bench')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'results.json')
  writeFileSync(file, `${JSON.stringify({ command, ...where, results }, null, 2)}\n`)
  writeFileSync(join(folder, 'results.md'), `${text}\n`)
  console.info(text)
  if (plans) {
    for (const { size, plans = [] } of results)
      for (const { name, plan } of plans) console.info(`\n${size.posts} posts: ${name}\n\n${plan}`)
  }
  console.error(`\n  The same as JSON: ${file}`)
}

try {
  await bench(process.argv.slice(2))
} catch (error) {
  console.error(`\n  ${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
