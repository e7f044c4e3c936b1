import { AgendaItem } from '../../../events/lists/agenda/views.tsx'
import type { Card, Listing } from '../../../events/lists/rules.ts'
import { Calendar, calendarFills } from '../../../events/lists/views.tsx'
import type { RsvpStatus } from '../../../events/rsvps/tables.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { type Fills, Slot } from '../../../ui/slots.tsx'

export type MyCalendar = {
  zone: string | null
  answers: Record<string, RsvpStatus>
  mayPlan: boolean
  /** what the viewer has not published yet */
  drafts: Card[]
}

type Place = { slug: string; space: { slug: string }; now: Date }

/** The calendar of a space. */
export function SpaceCalendar({ calendar, now }: { calendar: Listing; now: Date }) {
  return (
    <>
      <Slot name="space-plan" />
      <Calendar listing={calendar} now={now} />
    </>
  )
}

/** What is the viewer's own in it. */
export const ownCalendar = (
  { slug, space, now }: Place,
  calendar: Listing,
  mine: MyCalendar,
): Fills => ({
  ...calendarFills(calendar, mine, now),
  'space-plan': (
    <>
      <div class="calendar-acts">
        {mine.mayPlan && (
          <LinkButton look="primary" icon="plus" href={`/${slug}/s/${space.slug}/events/new`}>
            Plan an event
          </LinkButton>
        )}
        <ActionForm action="/events/feeds" enhance={false}>
          <input type="hidden" name="community" value={slug} />
          <input type="hidden" name="space" value={space.slug} />
          <Button look="plain" icon="link">
            Subscribe
          </Button>
        </ActionForm>
      </div>
      {mine.drafts.length > 0 && <Drafts drafts={mine.drafts} zone={mine.zone} />}
    </>
  ),
})

function Drafts({ drafts, zone }: { drafts: Card[]; zone: string | null }) {
  return (
    <section class="drafts">
      <h2 class="event-label">Your drafts</h2>
      <ul class="agenda">
        {drafts.map((card) => (
          <AgendaItem card={card} zone={zone} />
        ))}
      </ul>
    </section>
  )
}
