import type { Door } from '../../communities/door/rules.ts'
import type { Viewer } from '../../communities/rules.ts'
import type { Community } from '../../communities/tables.ts'
import type { FileFacts } from '../../files/rules.ts'
import type { Person } from '../../ui/avatar.tsx'
import type { Errors } from '../../ui/input.ts'
import { Prose } from '../../ui/prose.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import type { RsvpStatus } from '../rsvps/tables.ts'
import { Dates } from './dates/views.tsx'
import { Facts, WhenFact } from './facts/views.tsx'
import { Talk } from './foot/views.tsx'
import { EventHead } from './head/views.tsx'
import { AddToCalendar } from './links/views.tsx'
import { RunMenu } from './menu/views.tsx'
import { Guests } from './people/views.tsx'
import { Recording, RecordingForm } from './recording/views.tsx'
import { AnswerCard, AnswerGuest } from './rsvp/views.tsx'
import { type EventData, hasBegun } from './rules.ts'

export type Shared = {
  at: { slug: string; space: string }
  event: EventData
  /** some of those who come, where all who share this page may read them */
  names: Person[]
  /** of the recording, if it is a file of ours */
  recording: FileFacts | null
  /** what else is to come of its series */
  dates: { href: string; startsAt: Date; timezone: string; isCancelled: boolean }[]
  now: Date
}

export type Mine = {
  profile: Viewer['profile']
  door: Door
  joining: Community['joining']
  mayAnswer: boolean
  mayRun: boolean
  answer: { status: RsvpStatus; ahead: number } | null
  /** only for those who go, and those who hold it */
  link: string | null
  /** some of those who come, as far as the viewer may read them */
  names: Person[]
  zone: string | null
  /** the address of a file that was uploaded on a page of its own, for the recording */
  uploaded: string | null
  /** what was refused of the recording */
  errors?: Errors
  /** `https://…` of this site */
  origin: string
}

/** One event: what, when, where, who, and whether one comes. */
export const EventPage: Page<Shared, Mine> = {
  title: ({ event }) => event.title,
  scripts: ['events.js'],
  Body: (shared) => {
    const { event } = shared
    return (
      <article class="event">
        <EventHead {...shared} />
        <div class="event-top">
          <Facts {...shared} />
          <Slot name="event-answer">
            <AnswerGuest {...shared} />
          </Slot>
        </div>
        <Recording {...shared} />
        <Slot name="event-recording" />
        {event.html && (
          <section class="event-part">
            <h2 class="event-label">About</h2>
            <Prose html={event.html} class="prose-full" />
          </section>
        )}
        <Slot name="event-people">
          <Guests {...shared} />
        </Slot>
        <Dates {...shared} />
        <Talk {...shared} />
      </article>
    )
  },
  mine: (mine, shared) => ({
    'event-when': <WhenFact event={shared.event} zone={mine.zone} />,
    'event-calendar': <AddToCalendar {...shared} origin={mine.origin} />,
    ...(mine.profile && { 'event-answer': <AnswerCard mine={mine} shared={shared} /> }),
    ...(mine.names.length > 0 && {
      'event-people': <Guests {...shared} names={mine.names} mayRun={mine.mayRun} />,
    }),
    ...(mine.mayRun && { 'event-menu': <RunMenu {...shared} /> }),
    ...(mine.mayRun &&
      hasBegun(shared.event, shared.now) &&
      !shared.event.isCancelled && {
        'event-recording': <RecordingForm {...shared} {...mine} />,
      }),
  }),
}
