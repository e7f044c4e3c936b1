import type { Child } from 'hono/jsx'

type Props = {
  /** an Avatar or an Icon */
  media?: Child
  title: Child
  line?: Child
  /** a Time, usually */
  end?: Child
  unread?: boolean
  action?: Child
}

/** One line of any list: notifications, invitations, sessions. Stand them in `<div class="rows">`. */
export function Row({ media, title, line, end, unread, action }: Props) {
  return (
    <div class="row" data-unread={unread ? '' : undefined}>
      {media}
      <div class="row-words">
        <div class="row-title">{title}</div>
        {line && <div class="hint">{line}</div>}
      </div>
      {end && <span class="row-time">{end}</span>}
      {unread && (
        <span class="dot">
          <span class="sr-only">new</span>
        </span>
      )}
      {action}
    </div>
  )
}
