/** A part of a check, as its message and its row name it. */
export type Part = { name: 'people' | 'customer' | 'offers' | 'tier' | 'price'; of: string }

const NAMES = new Set<string>(['people', 'customer', 'offers', 'tier', 'price'])

/** With what every check begins: whose purchases, and what is sold. */
export const ROOTS = ['people', 'offers']

/** "customer:cus_1" as a part; null for what is none. */
export function partOf(text: string): Part | null {
  const at = text.indexOf(':')
  const name = at < 0 ? text : text.slice(0, at)
  // the set holds the names of the type
  return NAMES.has(name)
    ? { name: name as Part['name'], of: at < 0 ? '' : text.slice(at + 1) }
    : null
}

/** "<check> <part>" as a message carries it. */
export const idOfPart = (checkId: string, part: string): string => `${checkId} ${part}`

export const messageOf = (checkId: string, part: string) => ({
  kind: 'billing.check',
  id: idOfPart(checkId, part),
})
