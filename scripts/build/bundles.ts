import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compile, optimize } from '@tailwindcss/node'
import { Scanner } from '@tailwindcss/oxide'
import { build } from 'esbuild'

/** The stylesheet with the classes that the code under `sources` names, minified. */
export async function buildStyles(entry: string, sources: string): Promise<string> {
  const compiler = await compile(readFileSync(entry, 'utf8'), {
    base: dirname(entry),
    from: entry,
    onDependency: () => undefined,
  })
  const everything = { base: sources, pattern: '**/*.{ts,tsx}', negated: false }
  const scanner = new Scanner({ sources: [everything, ...compiler.sources] })
  return optimize(compiler.build(scanner.scan()), { minify: true }).code
}

/** The sheets that some pages need beside it: one per folder of styles, of all its files. */
export function buildSheets(folder: string): [name: string, css: string][] {
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return inner.map(({ name }) => {
    const files = readdirSync(join(folder, name)).sort()
    const text = files.map((file) => readFileSync(join(folder, name, file), 'utf8')).join('\n')
    return [`${name}.css`, optimize(`@layer components {\n${text}\n}`, { minify: true }).code]
  })
}

/** Each entry with its minified bundle: an ES module that needs no other. */
export async function buildScripts(root: string, entries: string[]): Promise<[string, string][]> {
  if (entries.length === 0) return []
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: 'public/build',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022'],
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  return outputFiles.map((file) => {
    const output = Object.entries(metafile.outputs).find(([path]) => join(root, path) === file.path)
    return [output?.[1].entryPoint ?? '', file.text]
  })
}
