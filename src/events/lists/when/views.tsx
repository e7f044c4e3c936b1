import { isSameClock } from '../../times/rules.ts'
import { cityOf, lastsADay, shortDay, spanWords } from '../../times/words/rules.ts'
import { Leaf } from '../leaf/views.tsx'
import type { Card } from '../rules.ts'

/** The day as a leaf, and the hours: in the viewer's zone, with the event's beside it. */
export function When({ card, zone }: { card: Card; zone: string | null }) {
  const { startsAt, endsAt, timezone } = card
  const isElsewhere = zone !== null && !isSameClock(startsAt, zone, timezone)
  const own = isElsewhere ? zone : timezone
  return (
    <>
      <Leaf at={startsAt} zone={own} />
      <p class="agenda-when">
        <time datetime={startsAt.toISOString()}>{hoursOf(card, own)}</time>{' '}
        {isElsewhere ? (
          <span class="hint agenda-there">{`${spanWords({ startsAt, endsAt }, timezone)} ${cityOf(timezone)}`}</span>
        ) : (
          <span class="hint">
            {cityOf(timezone)}
            {zone === null && (
              <your-time
                data-starts={startsAt.toISOString()}
                data-ends={endsAt.toISOString()}
                data-zone={timezone}
              />
            )}
          </span>
        )}
      </p>
    </>
  )
}

/** `Thu, 18:30 – 19:00`; days where it lasts longer. */
function hoursOf({ startsAt, endsAt }: Card, zone: string): string {
  const words = spanWords({ startsAt, endsAt }, zone)
  const weekday = shortDay(startsAt, zone).split(',')[0]
  return lastsADay({ startsAt, endsAt }, zone) ? `${weekday}, ${words}` : words
}
