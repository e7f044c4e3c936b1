import { initials, tone } from '../../../ui/initials.ts'
import { make } from './parts.ts'
import type { Someone } from './people.ts'

/** A face as the rest of the site draws it. */
export function faceOf({ n, v }: Pick<Someone, 'n' | 'v'>, size: 20 | 32 | 40): HTMLElement {
  if (v && /^(\/|https:\/\/)/.test(v))
    return make('img', {
      class: `avatar avatar-${size}`,
      src: v,
      alt: '',
      width: `${size}`,
      height: `${size}`,
      loading: 'lazy',
      'data-initials': initials(n),
      'data-tone': `${tone(n)}`,
    })
  const shape = `avatar avatar-${size} tone-${tone(n)}`
  return make('span', { class: shape, 'aria-hidden': 'true' }, initials(n))
}
