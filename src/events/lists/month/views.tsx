import { Icon } from '../../../ui/icon.tsx'
import { clock, monthWords } from '../../times/words/rules.ts'
import type { Card, Listing } from '../rules.ts'
import { byDay, monthAfter, weeksOf } from './rules.ts'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const MOST = 3

type Props = { listing: Listing; zone: string | null; today: string }

/** The way to the months beside it. */
export function MonthHead({ listing: { base, month } }: { listing: Listing }) {
  const [before, after] = [monthAfter(month, -1), monthAfter(month, 1)]
  return (
    <div class="month-head">
      <h2 class="month-name">{monthWords(month)}</h2>
      <a
        class="btn btn-plain btn-icon"
        href={`${base}?month=${before}`}
        aria-label={monthWords(before)}
      >
        <Icon name="left" />
      </a>
      <a
        class="btn btn-plain btn-icon"
        href={`${base}?month=${after}`}
        aria-label={monthWords(after)}
      >
        <Icon name="right" />
      </a>
    </div>
  )
}

/** A month as a grid of days: names where there is room, marks on a phone. */
export function MonthGrid({ listing: { cards, month }, zone, today }: Props) {
  const days = byDay(cards, zone)
  return (
    <table class="month">
      <caption class="sr-only">{monthWords(month)}</caption>
      <thead>
        <tr>
          {DAYS.map((day) => (
            <th scope="col">{day}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr>
            {week.map((day) => (
              <td class={dayClass(day, month, today)}>
                <time class="month-date" datetime={day}>
                  {Number(day.slice(8))}
                </time>
                <Chips cards={days.get(day) ?? []} zone={zone} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const dayClass = (day: string, month: string, today: string) =>
  [day.slice(0, 7) !== month && 'month-other', day === today && 'month-today']
    .filter(Boolean)
    .join(' ') || undefined

function Chips({ cards, zone }: { cards: Card[]; zone: string | null }) {
  if (!cards.length) return null
  return (
    <ul class="chips">
      {cards.slice(0, MOST).map((card) => (
        <li>
          <a
            class={card.isCancelled ? 'chip chip-off' : 'chip'}
            href={card.href}
            title={card.title}
          >
            <span class="chip-time">{clock(card.startsAt, zone ?? card.timezone)}</span>{' '}
            <span class="chip-name">{card.title}</span>
          </a>
        </li>
      ))}
      {cards.length > MOST && <li class="hint">{`+${cards.length - MOST}`}</li>}
    </ul>
  )
}
