import { Avatar } from '../../../ui/avatar.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { seatWords } from '../../rsvps/rules.ts'
import type { RsvpStatus } from '../../rsvps/tables.ts'
import type { Card } from '../rules.ts'
import { When } from '../when/views.tsx'

/** One event of an agenda. */
export function AgendaItem({ card, zone }: { card: Card; zone: string | null }) {
  const { id, href, title, coverUrl, location, eventType, host, isCancelled, going } = card
  const seats = isCancelled ? '' : seatWords(card)
  return (
    <li class={isCancelled ? 'agenda-item agenda-off' : 'agenda-item'}>
      <Slot name={`when-${id}`}>
        <When card={card} zone={zone} />
      </Slot>
      <h3 class="agenda-title">
        <a class="agenda-link" href={href} dir="auto">
          {title}
        </a>
      </h3>
      <p class="facts agenda-facts">
        <span class="agenda-host">
          <Avatar name={host.fullName} url={host.avatarUrl} size={20} />
          <bdi>{host.fullName}</bdi>
        </span>
        <span>
          <Icon name={eventType === 'online' ? 'globe' : 'place'} size={16} />
          <span class="truncate">
            {location || (eventType === 'online' ? 'Online' : 'In person')}
          </span>
        </span>
      </p>
      <p class="agenda-badges">
        <Slot name={`answer-${id}`} />
        {card.again && <Badge icon="refresh">{card.again}</Badge>}
        {card.isDraft && <Badge icon="hidden">Draft</Badge>}
        {isCancelled && <Badge tone="red">Cancelled</Badge>}
        {card.hasRecording && (
          <Badge tone="brand" icon="play">
            Recording
          </Badge>
        )}
        {seats && <Badge tone="amber">{seats}</Badge>}
        {going > 0 && <span class="hint">{goingWords(going, isCancelled)}</span>}
      </p>
      {coverUrl && (
        <img
          class="agenda-cover"
          src={coverUrl.startsWith('/files/') ? `${coverUrl}?w=320` : coverUrl}
          alt=""
          width={160}
          height={160}
          loading="lazy"
          decoding="async"
        />
      )}
    </li>
  )
}

const goingWords = (going: number, isCancelled: boolean): string =>
  isCancelled ? `${going} ${going === 1 ? 'was' : 'were'} going` : `${going} going`

const BADGES = {
  going: { tone: 'green', icon: 'check', words: 'Going' },
  waitlist: { tone: 'amber', icon: 'clock', words: 'Waitlist' },
  maybe: { tone: 'neutral', icon: 'help', words: 'Maybe' },
} as const

/** What the viewer has answered. */
export function AnswerBadge({ status }: { status: RsvpStatus }) {
  if (status === 'not_going') return null
  const { tone, icon, words } = BADGES[status]
  return (
    <Badge tone={tone} icon={icon}>
      {words}
    </Badge>
  )
}
