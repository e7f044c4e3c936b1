import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Pager } from '../../ui/pager.tsx'
import { PersonRow } from '../../ui/person.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Time } from '../../ui/time.tsx'
import type { Card } from '../lists/rules.ts'
import type { RsvpStatus } from '../rsvps/tables.ts'
import { whenWords } from '../rules.ts'
import type { GuestRow } from './queries.ts'
import type { GuestQuery } from './rules.ts'

type Shared = {
  event: Card
  query: GuestQuery
  guests: GuestRow[]
  counts: Record<RsvpStatus | 'here', number>
  next: string | null
  now: Date
}

const TABS: { status: RsvpStatus; label: string }[] = [
  { status: 'going', label: 'Going' },
  { status: 'waitlist', label: 'Waitlist' },
  { status: 'maybe', label: 'Maybe' },
  { status: 'not_going', label: 'Not coming' },
]

/** Who comes, who waits, and who is here already: for the door. */
export const GuestsPage: Page<Shared, null> = {
  title: ({ event }) => `Guests of ${event.title}`,
  scripts: ['events.js'],
  Body: (shared) => {
    const { event, query, counts } = shared
    const list = `${event.href}/guests`
    return (
      <>
        <PageHead
          title={
            <a class="name-link" href={event.href}>
              {event.title}
            </a>
          }
          actions={
            <LinkButton icon="download" href={`${list}.csv`} download>
              CSV
            </LinkButton>
          }
        >
          {whenWords(event)}
        </PageHead>
        <div class="guest-count" id="guest-count">
          <strong>{counts.here}</strong>
          <span class="hint">{`of ${counts.going} checked in`}</span>
          <progress value={counts.here} max={Math.max(1, counts.going)} aria-label="Checked in" />
        </div>
        <ActionForm action={list} method="GET" enhance={false} class="guest-search">
          <TextField
            name="q"
            type="search"
            label="Find a guest"
            bare
            placeholder="Find a guest"
            value={query.q}
          />
          {query.status !== 'going' && <input type="hidden" name="status" value={query.status} />}
          <Button icon="search" label="Find" />
        </ActionForm>
        <Tabs
          label="Answers"
          tabs={TABS.map(({ status, label }) => ({
            href: addressOf(list, status, query.q),
            label,
            count: counts[status],
            current: status === query.status,
          }))}
        />
        <GuestList {...shared} />
      </>
    )
  },
}

/** Whoever was looked for is looked for among the others, too. */
function addressOf(list: string, status: RsvpStatus, q: string): string {
  const asked = new URLSearchParams({ ...(status !== 'going' && { status }), ...(q && { q }) })
  return asked.size ? `${list}?${asked}` : list
}

function GuestList({ event, query, guests, next, now }: Shared) {
  if (!guests.length)
    return query.q ? (
      <EmptyState icon="search" title="Nobody of that name">
        Look among the other answers, too.
      </EmptyState>
    ) : (
      <EmptyState icon="users" title="Nobody yet" />
    )
  const more = new URLSearchParams({ q: query.q, status: query.status, after: next ?? '' })
  return (
    <div class="rows" id="guest-list">
      {guests.map((guest) => (
        <PersonRow
          person={guest}
          line={
            <>
              {`@${guest.username}`}
              {guest.checkedInAt && (
                <>
                  {' · here '}
                  <Time at={guest.checkedInAt} now={now} />
                </>
              )}
            </>
          }
          action={query.status === 'going' && <CheckIn {...{ event, guest, q: query.q }} />}
        />
      ))}
      <Pager href={next && `${event.href}/guests?${more}`} list="guest-list" />
    </div>
  )
}

function CheckIn({ event, guest, q }: { event: Card; guest: GuestRow; q: string }) {
  const isHere = guest.checkedInAt !== null
  return (
    <ActionForm
      action={`${event.href}/guests/${guest.username}/check-in`}
      method={isHere ? 'DELETE' : 'PUT'}
    >
      {q && <input type="hidden" name="q" value={q} />}
      <Button
        size="small"
        look={isHere ? 'plain' : 'quiet'}
        icon={isHere ? 'success' : 'check'}
        aria-pressed={isHere ? 'true' : 'false'}
      >
        {isHere ? 'Here' : 'Check in'}
      </Button>
    </ActionForm>
  )
}
