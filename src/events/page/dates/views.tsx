import { momentWords } from '../../times/words/rules.ts'
import type { Shared } from '../views.tsx'

/** When else it takes place. */
export function Dates({ dates, now }: Shared) {
  if (!dates.length) return null
  return (
    <section class="event-part">
      <h2 class="event-label">Further dates</h2>
      <p class="event-dates">
        {dates.map(({ href, startsAt, timezone, isCancelled }) => (
          <a class="event-date" href={href} data-off={isCancelled ? '' : undefined}>
            <time datetime={startsAt.toISOString()}>{momentWords(startsAt, timezone, now)}</time>
          </a>
        ))}
      </p>
    </section>
  )
}
