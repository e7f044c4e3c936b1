export type Person = { username: string; fullName: string; avatarUrl: string | null }

type Props = {
  name: string
  url?: string | null
  size?: 20 | 24 | 32 | 40 | 48 | 64 | 96
  /** communities are squares, people are circles */
  square?: boolean
}

/** A face: the picture, or initials on a colour that the name decides. Decorative: print the name beside it. */
export function Avatar({ name, url, size = 40, square }: Props) {
  const shape = `avatar avatar-${size}${square ? ' avatar-square' : ''}`
  if (url)
    return (
      <img
        class={shape}
        src={url}
        alt=""
        width={size}
        height={size}
        loading="lazy"
        decoding="async"
        data-initials={initials(name)}
        data-tone={tone(name)}
      />
    )
  return (
    <span class={`${shape} tone-${tone(name)}`} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

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
