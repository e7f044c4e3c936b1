import * as z from 'zod'
import { isMember, type Viewer } from '../../communities/rules.ts'
import type { RsvpStatus } from './tables.ts'

/** Names of guests that a page shows; the rest are a number. */
export const MOST_NAMES = 24

export const Answer = z.object({
  status: z.enum(['going', 'maybe', 'not_going'], 'Say whether you are coming.'),
  /** also to all that follow it in its series */
  following: z.preprocess((said) => said === 'on' || said === true, z.boolean()),
})

type Open = { isCancelled: boolean; isDraft: boolean; endsAt: Date; space: { isArchived: boolean } }

/** Whether answers to an event are taken now. */
export const isOpen = ({ isCancelled, isDraft, endsAt, space }: Open, now: Date): boolean =>
  !isCancelled && !isDraft && endsAt > now && !space.isArchived

export const mayAnswer = (viewer: Viewer, event: Open, now: Date): boolean =>
  isMember(viewer) && isOpen(event, now)

/** How many may still come; null without a limit. */
export const seatsLeft = ({ capacity, going }: { capacity: number | null; going: number }) =>
  capacity === null ? null : Math.max(0, capacity - going)

/** What is said of an event's seats where few are left. */
export function seatWords(event: { capacity: number | null; going: number; waiting: number }) {
  const left = seatsLeft(event)
  if (left === null) return ''
  if (left === 0) return event.waiting ? `Full · ${event.waiting} waiting` : 'Full'
  return left <= Math.max(5, (event.capacity ?? 0) / 10)
    ? `${left} ${left === 1 ? 'seat' : 'seats'} left`
    : ''
}

/** How often each answer holds. */
export const countAnswers = (rows: { status: RsvpStatus }[]) => {
  const count = (status: RsvpStatus) => rows.filter((row) => row.status === status).length
  return { events: rows.length, going: count('going'), waiting: count('waitlist') }
}

/** What someone is told who answered for the rest of a series. */
export function seriesWords(
  said: RsvpStatus,
  { events, going, waiting }: ReturnType<typeof countAnswers>,
): string {
  const all = events === 1 ? 'the one that is left' : `all ${events}`
  if (said === 'maybe') return `Noted: maybe, for ${all}.`
  if (said === 'not_going') return `Noted: you are not coming to ${all}.`
  if (!waiting) return `You are going to ${all}.`
  const full = `${waiting} ${waiting === 1 ? 'is' : 'are'} full, and you wait there.`
  return going ? `You are going to ${going} of ${events}. ${full}` : `Of ${events}, ${full}`
}

/** What someone is told once their answer is taken. */
export function answerWords({ status, ahead }: { status: RsvpStatus; ahead: number }): string {
  if (status === 'going') return 'You are going. See you there.'
  if (status === 'maybe') return 'Noted: maybe.'
  if (status === 'not_going') return 'Noted: you are not coming.'
  return ahead === 0
    ? 'It is full. You are next when a seat comes free.'
    : `It is full. ${ahead} ${ahead === 1 ? 'person waits' : 'people wait'} before you.`
}
