import { EmptyState } from '../../ui/empty.tsx'
import { Pager } from '../../ui/pager.tsx'
import type { Fills } from '../../ui/slots.tsx'
import { Slot } from '../../ui/slots.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import type { RsvpStatus } from '../rsvps/tables.ts'
import { wallNow } from '../times/rules.ts'
import { AgendaItem, AnswerBadge } from './agenda/views.tsx'
import { MonthGrid, MonthHead } from './month/views.tsx'
import type { Card, Listing } from './rules.ts'
import { When } from './when/views.tsx'

type Props = { listing: Listing; now: Date; zone?: string | null; isMine?: boolean }

/** Events as an agenda, or as a month with its agenda below. */
export function Calendar({ listing, now, zone = null, isMine }: Props) {
  const { view, base, next, month } = listing
  const cards = view.kind === 'month' ? listing.cards.filter(isIn(month)) : listing.cards
  return (
    <section class="calendar" id="calendar">
      <Tabs
        label="Views"
        tabs={[
          { href: base, label: 'Upcoming', current: view.kind === 'coming' },
          { href: `${base}?show=past`, label: 'Past', current: view.kind === 'past' },
          { href: `${base}?month=${month}`, label: 'Month', current: view.kind === 'month' },
        ]}
      />
      {view.kind === 'month' && <MonthHead listing={listing} />}
      {view.kind === 'month' && (
        <Slot name="month">
          <MonthGrid
            listing={listing}
            zone={zone}
            today={wallNow(now, zone ?? 'UTC').slice(0, 10)}
          />
        </Slot>
      )}
      {cards.length > 0 ? (
        <ul class={view.kind === 'month' ? 'agenda agenda-month' : 'agenda'} id="agenda">
          {cards.map((card) => (
            <AgendaItem card={card} zone={zone} />
          ))}
          <Pager href={next} list="agenda" as="li" />
        </ul>
      ) : (
        <Nothing kind={view.kind} isMine={isMine} isFirst={view.kind === 'month' || !view.after} />
      )}
    </section>
  )
}

/** Whether an event touches a month, on its own clocks. */
const isIn =
  (month: string) =>
  ({ startsAt, endsAt, timezone }: Card) =>
    wallNow(startsAt, timezone).slice(0, 7) <= month &&
    wallNow(endsAt, timezone).slice(0, 7) >= month

type NothingProps = { kind: Listing['view']['kind']; isMine?: boolean; isFirst: boolean }

function Nothing({ kind, isMine, isFirst }: NothingProps) {
  if (kind === 'month') return <p class="hint agenda-month">Nothing is planned in this month.</p>
  if (!isFirst) return <EmptyState icon="check" title="You have reached the end" />
  if (kind === 'past') return <EmptyState icon="history" title="Nothing has been yet" />
  return isMine ? (
    <EmptyState icon="events" title="Nothing in your calendar">
      What you say you come to stands here, from all your communities.
    </EmptyState>
  ) : (
    <EmptyState icon="events" title="Nothing is planned">
      Dates to meet will stand here: online, in person, or both.
    </EmptyState>
  )
}

type Mine = { zone: string | null; answers: Record<string, RsvpStatus> }

/** What is the viewer's own in a calendar that many share: their clocks, and what they have answered. */
export function calendarFills(listing: Listing, { zone, answers }: Mine, now: Date): Fills {
  const fills: Fills = {}
  for (const card of listing.cards) {
    const status = answers[card.id]
    if (zone) fills[`when-${card.id}`] = <When card={card} zone={zone} />
    if (status) fills[`answer-${card.id}`] = <AnswerBadge status={status} />
  }
  if (zone && listing.view.kind === 'month')
    fills.month = (
      <MonthGrid listing={listing} zone={zone} today={wallNow(now, zone).slice(0, 10)} />
    )
  return fills
}
