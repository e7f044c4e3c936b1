import { Icon } from '../../../ui/icon.tsx'
import type { Shared } from '../views.tsx'

/** The way to where it is talked about. */
export function Talk({ event: { talk } }: Shared) {
  if (!talk) return null
  const { comments } = talk
  return (
    <a class="event-talk" href={talk.href}>
      <Icon name="comment" size={20} />
      <span class="event-talk-words">
        <span class="event-fact-name">Discussion</span>
        <span class="hint">
          {comments === 0
            ? 'Ask something, or say what you look forward to.'
            : `${comments} ${comments === 1 ? 'comment' : 'comments'}`}
        </span>
      </span>
      <Icon name="right" size={18} />
    </a>
  )
}
