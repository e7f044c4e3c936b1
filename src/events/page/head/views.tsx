import { Badge } from '../../../ui/badge.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Slot } from '../../../ui/slots.tsx'
import type { Shared } from '../views.tsx'

/** Picture, way back, name, and what is to be known before all else. */
export function EventHead({ at, event }: Shared) {
  const { title, coverUrl, space, isCancelled, isDraft, again } = event
  return (
    <header class="event-head">
      <div class="event-way">
        <a class="fact-link" href={`/${at.slug}/s/${at.space}`}>
          <Icon name="back" size={16} /> {`${space.emoji} ${space.name}`.trim()}
        </a>
        <Slot name="event-menu" />
      </div>
      {coverUrl && (
        <img
          class={isCancelled ? 'event-cover event-cover-off' : 'event-cover'}
          src={coverUrl}
          alt=""
          width={1600}
          height={600}
          fetchpriority="high"
        />
      )}
      <div class="event-badges">
        {isDraft && <Badge icon="hidden">Draft</Badge>}
        {isCancelled && (
          <Badge tone="red" icon="ban">
            Cancelled
          </Badge>
        )}
        {again && <Badge icon="refresh">{again}</Badge>}
      </div>
      <h1 class="event-title" dir="auto">
        {title}
      </h1>
      {isDraft && (
        <Notice title="Only those who hold it see this draft">
          Publish it when it is ready: then it stands in the calendar, and those who follow the
          space are told.
        </Notice>
      )}
      {isCancelled && (
        <Notice kind="warning" title="This event does not take place">
          Those who were coming have been told.
        </Notice>
      )}
    </header>
  )
}
