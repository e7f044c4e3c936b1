import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

const icons = { info: 'info', good: 'success', warning: 'warning', error: 'error' } as const

type Props = { kind?: keyof typeof icons; title?: string; action?: Child; children?: Child }

/** A band in the page that says something that stays true: a trial, a lock, errors of a whole form. */
export function Notice({ kind = 'info', title, action, children }: Props) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'error' ? 'alert' : undefined}>
      <Icon name={icons[kind]} />
      <div class="notice-words">
        {title && <p class="notice-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  )
}
