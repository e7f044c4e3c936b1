function hash(text: string, before = 2166136261): number {
  let h = before
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 16777619)
  return h
}

const share = (h: number): number => (Math.imul(h ^ (h >>> 15), 2246822519) >>> 0) / 2 ** 32

/** A number in [0, 1) that is always the same for the same text. */
export const chance = (text: string): number => share(hash(text) >>> 0)

/**
 * Picks `count` of `names`, always the same ones for the same `key`, in an order of its own. Gives
 * all of them when there are not enough.
 */
export function pick(key: string, count: number, names: readonly string[]): string[] {
  const start = hash(`${key}/`)
  const weight = new Map(names.map((name) => [name, share(hash(name, start) >>> 0)]))
  const sorted = [...names].sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0))
  return sorted.slice(0, count)
}
