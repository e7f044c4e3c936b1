import { raw } from 'hono/html'
import { type IconName, icons } from './icons.ts'

type Props = { name: IconName; size?: 16 | 18 | 20 | 24 | 32; class?: string }

// a page has hundreds of icons of a few kinds: each kind is drawn once
const drawn = new Map<string, ReturnType<typeof raw>>()

/**
 * A line icon, silent to screen readers: whatever holds it must have a name in words. How its lines
 * are drawn is said in the stylesheet, since a page says all else of it a hundred times.
 */
export function Icon({ name, size = 20, class: extra }: Props) {
  const key = `${name} ${size} ${extra ?? ''}`
  const known = drawn.get(key)
  if (known) return known
  const icon = raw(draw({ name, size, class: extra }))
  drawn.set(key, icon)
  return icon
}

/** Names and numbers of ours alone: nothing in it needs to be escaped. */
function draw({ name, size = 20, class: extra }: Props): string {
  const kind = ['icon', size > 24 && 'icon-large', extra].filter(Boolean).join(' ')
  const shapes = icons[name].map(([shape, attributes]) => `<${shape}${said(attributes)}/>`)
  const box = said({ class: kind, width: size, height: size, viewBox: '0 0 24 24' })
  return `<svg${box} aria-hidden="true">${shapes.join('')}</svg>`
}

const said = (attributes: Record<string, string | number | undefined>): string =>
  Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${value}"`))
    .join('')
