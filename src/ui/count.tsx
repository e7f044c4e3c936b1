/** A number, short; the exact one is its title. With `of` it reads aloud: "12 comments". */
export function Count({ n, of }: { n: number; of?: [one: string, many: string] }) {
  const noun = of && (n === 1 ? of[0] : of[1])
  return (
    <span class="count" title={n >= 1000 ? n.toLocaleString('en') : undefined}>
      {short(n)}
      {noun && <span class="count-noun"> {noun}</span>}
    </span>
  )
}

/** 999, 1.2k, 34k, 5.6M: cut, never rounded up, so nothing looks bigger than it is. */
export function short(n: number): string {
  for (const [size, letter] of [
    [1_000_000, 'M'],
    [1000, 'k'],
  ] as const) {
    if (n < size) continue
    const units = n / size
    return `${units < 10 ? Math.floor(units * 10) / 10 : Math.floor(units)}${letter}`
  }
  return String(n)
}
