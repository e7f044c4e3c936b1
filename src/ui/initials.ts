/** Up to two letters of a name, by what a reader counts as letters; "?" when it has none. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? []
  const first = words[0]
  const last = words.length > 1 ? words.at(-1) : undefined
  if (!first) return '?'
  return [first, last]
    .map((word) => (word ? ([...word][0] ?? '') : ''))
    .join('')
    .toUpperCase()
}

/** 0-9, the same for the same name forever. */
export function tone(name: string): number {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973
  return sum % 10
}
