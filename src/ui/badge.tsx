import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

type Props = {
  tone?: 'neutral' | 'brand' | 'green' | 'amber' | 'red'
  icon?: IconName
  children: Child
}

/** A word or two that says what kind or state a thing is. */
export function Badge({ tone = 'neutral', icon, children }: Props) {
  return (
    <span class={`badge badge-${tone}`}>
      {icon && <Icon name={icon} size={16} />}
      <span>{children}</span>
    </span>
  )
}
