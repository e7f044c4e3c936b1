import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

type Props = { icon: IconName; title: string; children?: Child; action?: Child }

/** What stands where nothing is yet: what will live here, and the first step. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} size={24} />
      </span>
      <h2 class="empty-title">{title}</h2>
      {children && <p class="empty-words">{children}</p>}
      {action && <div class="empty-action">{action}</div>}
    </div>
  )
}
