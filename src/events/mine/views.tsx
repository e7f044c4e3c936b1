import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import type { Page } from '../../ui/respond.tsx'
import type { Listing } from '../lists/rules.ts'
import { Calendar, calendarFills } from '../lists/views.tsx'
import type { RsvpStatus } from '../rsvps/tables.ts'
import { cityOf } from '../times/words/rules.ts'

type Shared = { listing: Listing; now: Date; zone: string | null }
type Mine = { answers: Record<string, RsvpStatus> }

/** What one goes to, in every community. */
export const MyEventsPage: Page<Shared, Mine> = {
  title: () => 'Your events',
  scripts: ['events.js'],
  Body: ({ listing, now, zone }) => (
    <>
      <PageHead
        title="Your events"
        actions={
          <LinkButton icon="settings" href="/events/calendars">
            Calendars and reminders
          </LinkButton>
        }
      >
        {zone
          ? `Times are those of ${cityOf(zone)}.`
          : 'What you go to, from all your communities.'}
      </PageHead>
      <Calendar listing={listing} now={now} zone={zone} isMine />
    </>
  ),
  mine: ({ answers }, { listing, now }) => calendarFills(listing, { zone: null, answers }, now),
}
