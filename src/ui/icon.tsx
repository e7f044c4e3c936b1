import { raw } from 'hono/html'
import { type IconName, icons } from './icons.ts'

type Props = { name: IconName; size?: 16 | 18 | 20 | 24 | 32; class?: string }

// a page has hundreds of icons of a few kinds: each kind is drawn once
const drawn = new Map<string, ReturnType<typeof raw>>()

/** A line icon, silent to screen readers: whatever holds it must have a name in words. */
export function Icon({ name, size = 20, class: extra }: Props) {
  const key = `${name} ${size} ${extra ?? ''}`
  const known = drawn.get(key)
  if (known) return known
  const icon = raw(draw({ name, size, class: extra }).toString())
  drawn.set(key, icon)
  return icon
}

const draw = ({ name, size = 20, class: extra }: Props) => (
  <svg
    class={extra ? `icon ${extra}` : 'icon'}
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width={size > 24 ? 1.5 : 1.75}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    {icons[name].map(([Shape, attributes]) => (
      <Shape {...attributes} />
    ))}
  </svg>
)
