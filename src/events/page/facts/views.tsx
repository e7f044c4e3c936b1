import type { Child } from 'hono/jsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icons.ts'
import { Slot } from '../../../ui/slots.tsx'
import { mapLink } from '../../links/rules.ts'
import { Leaf } from '../../lists/leaf/views.tsx'
import { isSameClock } from '../../times/rules.ts'
import { cityOf, lastsADay, longDay, offsetWords, spanWords } from '../../times/words/rules.ts'
import { type EventData, hasEnded } from '../rules.ts'
import type { Shared } from '../views.tsx'

/** When, where, and by whom. */
export function Facts({ event, now }: Shared) {
  return (
    <div class="event-facts">
      <Slot name="event-when">
        <WhenFact event={event} zone={null} />
      </Slot>
      <Where event={event} isOver={hasEnded(event, now)} />
      <Hosts event={event} />
      <Slot name="event-calendar">
        {!event.isCancelled && !hasEnded(event, now) && (
          <LinkButton
            class="event-add"
            size="small"
            icon="events"
            href={`${event.href}/calendar.ics`}
            download
          >
            Add to calendar
          </LinkButton>
        )}
      </Slot>
    </div>
  )
}

type Props = { event: EventData; zone: string | null }

/** The day and the hours, as the viewer's clocks show them, and beside it as those of the place do. */
export function WhenFact({ event, zone }: Props) {
  const { startsAt, endsAt, timezone } = event
  const isElsewhere = zone !== null && !isSameClock(startsAt, zone, timezone)
  const own = isElsewhere ? zone : timezone
  const span = { startsAt, endsAt }
  const isOneDay = lastsADay(span, own)
  const there = `${spanWords(span, timezone)} ${cityOf(timezone)}`
  return (
    <div class="event-fact">
      <Leaf at={startsAt} zone={own} />
      <div>
        <p class="event-fact-name">
          <time datetime={startsAt.toISOString()}>
            {isOneDay ? longDay(startsAt, own) : spanWords(span, own)}
          </time>
        </p>
        <p class="hint">
          {isOneDay && (
            <>
              {spanWords(span, own)} <abbr title={own}>{offsetWords(startsAt, own)}</abbr>
            </>
          )}
          {isElsewhere ? (
            <span class="event-there">{`${isOneDay ? ' · ' : ''}${there}`}</span>
          ) : (
            <>
              {` ${isOneDay ? '· ' : ''}${cityOf(timezone)}`}
              {zone === null && (
                <your-time
                  data-starts={startsAt.toISOString()}
                  data-ends={endsAt.toISOString()}
                  data-zone={timezone}
                />
              )}
            </>
          )}
        </p>
      </div>
    </div>
  )
}

const FACES = { online: 'globe', in_person: 'place', hybrid: 'place' } as const

function Where({ event, isOver }: { event: EventData; isOver: boolean }) {
  const { eventType, location, hasLink } = event
  const isHere = eventType !== 'online'
  const name = isHere ? location || 'The place will be told' : location || 'Online'
  const isOnline = eventType !== 'in_person' && !isOver
  const link = hasLink ? 'The link is for those who are going.' : 'The link is yet to come.'
  return (
    <Fact icon={FACES[eventType]} name={name}>
      {isHere && location && (
        <p class="hint">
          <a class="text-link" href={mapLink(location)} rel="noreferrer nofollow" target="_blank">
            Show on a map
          </a>
        </p>
      )}
      {eventType === 'hybrid' && isOver && <p class="hint">And online</p>}
      {isOnline && <p class="hint">{eventType === 'hybrid' ? `And online. ${link}` : link}</p>}
    </Fact>
  )
}

function Fact({ icon, name, children }: { icon: IconName; name: string; children: Child }) {
  return (
    <div class="event-fact">
      <span class="event-glyph">
        <Icon name={icon} size={20} />
      </span>
      <div>
        <p class="event-fact-name" dir="auto">
          {name}
        </p>
        {children}
      </div>
    </div>
  )
}

function Hosts({ event: { host, coHosts } }: { event: EventData }) {
  const all = [host, ...coHosts]
  return (
    <div class="event-fact">
      <span class="event-hosts">
        {all.slice(0, 1).map((one) => (
          <Avatar name={one.fullName} url={one.avatarUrl} size={48} />
        ))}
      </span>
      <div>
        <p class="hint">Hosted by</p>
        <p class="event-fact-name">
          {all.map((one, at) => (
            <>
              {at > 0 && (at === all.length - 1 ? ' and ' : ', ')}
              <a class="name-link" href={`/@${one.username}`}>
                <bdi>{one.fullName}</bdi>
              </a>
            </>
          ))}
        </p>
      </div>
    </div>
  )
}
