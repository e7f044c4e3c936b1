import type { Standing } from '../../edge/rules.ts'
import type { Person } from '../../ui/avatar.tsx'
import { toHtml } from '../../ui/markdown.ts'
import { type Card, cardFrom } from '../lists/rules.ts'
import type { EventRow } from '../queries.ts'
import type { GuestNames } from '../tables.ts'
import { wallAfter } from '../times/rules.ts'

/** An event in full, as everyone who may see it sees it: neither its link nor closed names. */
export type EventData = Card & {
  html: string
  coHosts: Person[]
  startsWall: string
  endsWall: string
  hasLink: boolean
  guestNames: GuestNames
  maybe: number
  recordingUrl: string | null
  talk: { href: string; comments: number } | null
}

export function eventFrom(row: EventRow): EventData {
  const { coHosts, startsWall, hasLink, guestNames, maybe, recordingUrl, talk } = row
  return {
    ...cardFrom(row),
    ...{ coHosts, startsWall, hasLink, guestNames, maybe, recordingUrl },
    html: toHtml(row.description, 'markdown', []),
    endsWall: row.endsWall ?? wallAfter(startsWall, 60),
    talk: talk && { href: `/${row.community.slug}/posts/${talk.id}`, comments: talk.comments },
  }
}

/** The names that stand in the shared page of everyone with the same standing. */
export const sharedNames = (row: EventRow, names: Person[], standing: Standing): Person[] => {
  if (row.guestNames === 'everyone') return names
  const isIn = standing === 'member' || standing === 'staff'
  return row.guestNames === 'members' && isIn ? names : []
}

export const hasEnded = ({ endsAt }: { endsAt: Date }, now: Date): boolean => endsAt <= now
export const hasBegun = ({ startsAt }: { startsAt: Date }, now: Date): boolean => startsAt <= now
