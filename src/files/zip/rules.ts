import { GB } from '../rules.ts'

/** Of one zip: each file is a request to the bucket, and each byte is summed by the Worker. */
export const MOST_FILES = 100
export const MOST_BYTES = 2 * GB

/** Names of which no two are the same, whatever the letters' case: `a.txt`, `a (2).txt`. */
export function distinct(names: string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const dot = name.lastIndexOf('.')
    const [start, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
    let own = name
    for (let again = 2; taken.has(own.toLowerCase()); again++) own = `${start} (${again})${end}`
    taken.add(own.toLowerCase())
    return own
  })
}
