import { initials, tone } from './initials.ts'

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
