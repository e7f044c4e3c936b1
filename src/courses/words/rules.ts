import type { IconName } from '../../ui/icons.ts'
import { moneyText } from '../../ui/money.ts'
import type { AccessType, LessonType } from '../tables.ts'
import type { Unlock } from '../unlocking/rules.ts'

/** What each type of lesson is called, and drawn as. */
export const TYPES: Record<LessonType, { words: string; icon: IconName }> = {
  video: { words: 'Video', icon: 'play' },
  text: { words: 'Text', icon: 'file' },
  audio: { words: 'Audio', icon: 'sound' },
  download: { words: 'Download', icon: 'download' },
  quiz: { words: 'Quiz', icon: 'help' },
  assignment: { words: 'Assignment', icon: 'edit' },
}

/** "45 min", "1 h 10 min". @param minutes a whole number */
export function durationText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours && `${hours} h`, (rest || !hours) && `${rest} min`].filter(Boolean).join(' ')
}

export const lessonsText = (count: number): string =>
  `${count} ${count === 1 ? 'lesson' : 'lessons'}`

type Lock = Exclude<Unlock, { isOpen: true }>

type Door = {
  accessType: AccessType
  priceCents: number | null
  currency: string
  /** names of the tiers that open it */
  tiers: string[]
}

const anyOf = new Intl.ListFormat('en', { type: 'disjunction' })

/** What a course asks of who wants to learn in it, in a few words; null where it asks for nothing. */
export function doorText({ accessType, priceCents, currency, tiers }: Door): string | null {
  if (accessType === 'space') return null
  if (accessType === 'invitation') return 'By invitation'
  if (accessType === 'paid') return moneyText(priceCents ?? 0, currency)
  return tiers.length ? `With ${anyOf.format(tiers)}` : 'With a membership that is not on offer'
}

const dates = new Map<string, Intl.DateTimeFormat>()

/** "Tue, Dec 1, 2026, 9:00 AM GMT+1": a moment as the course's clocks show it; `short` is the day alone. */
export function momentText(at: Date, timeZone: string, short = false): string {
  const key = `${timeZone} ${short}`
  const known = dates.get(key)
  if (known) return known.format(at)
  const day = { year: 'numeric', month: 'short', day: 'numeric', timeZone } as const
  const whole = { ...day, weekday: 'short', hour: 'numeric', minute: '2-digit' } as const
  const made = new Intl.DateTimeFormat('en', short ? day : { ...whole, timeZoneName: 'short' })
  dates.set(key, made)
  return made.format(at)
}

/**
 * What a locked lesson says beside its name, in a few words; null where others say it for it.
 * @param isNext whether what has to be finished first is open
 */
export function whenText(lock: Lock, timeZone: string, isNext: boolean): string | null {
  if (lock.why === 'later') return `Opens ${momentText(lock.at, timeZone, true)}`
  if (lock.why === 'unset') return 'No date yet'
  return lock.why === 'order' && isNext ? 'Up next' : null
}

/** Of a lesson that waits for another, whoever asks. */
export const AFTER = 'opens after the one before it'

/** Why a lesson of a list is locked, and until when. @param first what has to be finished first */
export function lockText(lock: Lock, timeZone: string, first?: string): string {
  switch (lock.why) {
    case 'later':
      return `opens ${momentText(lock.at, timeZone)}`
    case 'order':
      return first ? `finish “${first}” first` : AFTER
    case 'unset':
      return 'it has no date yet'
    case 'enrol':
      return 'enrol to open it'
    case 'closed':
      return 'the course is not open to you'
    case 'draft':
      return 'it is still being written'
  }
}
