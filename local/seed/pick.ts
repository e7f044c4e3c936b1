function hash(text: string): number {
  let h = 2166136261
  for (const char of text) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 16777619)
  return h >>> 0
}

/** A number in [0, 1) that is always the same for the same text. */
export function chance(text: string): number {
  const h = hash(text)
  return (Math.imul(h ^ (h >>> 15), 2246822519) >>> 0) / 2 ** 32
}

/**
 * Picks `count` of `names`, always the same ones for the same `key`, in an order of its own. Gives
 * all of them when there are not enough.
 */
export function pick(key: string, count: number, names: readonly string[]): string[] {
  const weight = new Map(names.map((name) => [name, chance(`${key}/${name}`)]))
  const sorted = [...names].sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0))
  return sorted.slice(0, count)
}
