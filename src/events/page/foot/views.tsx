import { Icon } from '../../../ui/icon.tsx'
import { hasEnded } from '../rules.ts'
import type { Shared } from '../views.tsx'

function firstWords({ event, now }: Shared): string {
  if (event.isCancelled) return 'Ask something.'
  return hasEnded(event, now)
    ? 'Ask something, or say how it was.'
    : 'Ask something, or say what you look forward to.'
}

/** The way to where it is talked about. */
export function Talk(shared: Shared) {
  const { talk } = shared.event
  if (!talk) return null
  const { comments } = talk
  return (
    <a class="event-talk" href={talk.href}>
      <Icon name="comment" size={20} />
      <span class="event-talk-words">
        <span class="event-fact-name">Discussion</span>
        <span class="hint">
          {comments === 0
            ? firstWords(shared)
            : `${comments} ${comments === 1 ? 'comment' : 'comments'}`}
        </span>
      </span>
      <Icon name="right" size={18} />
    </a>
  )
}
