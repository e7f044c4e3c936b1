import { type IconName, icons } from './icons.ts'

type Props = { name: IconName; size?: 16 | 18 | 20 | 24 | 32; class?: string }

/** A line icon, silent to screen readers: whatever holds it must have a name in words. */
export function Icon({ name, size = 20, class: extra }: Props) {
  return (
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
}
