/** What a letter is part of: one may be stopped, and others go on. */
export const streams = ['notices', 'reminders', 'digest', 'invitations'] as const
export type Stream = (typeof streams)[number]

export type Letter = {
  /** the same for the same letter, however often it is tried: a provider sends it once */
  id: string
  to: string
  stream: Stream
  /** whom it is for, if they are somebody here: what they stop is theirs, whatever their address */
  profileId?: string
  /** who it seems to come from, before the address of MAIL_FROM; the community's name */
  fromName?: string
  subject: string
  html: string
  text: string
}

/** A letter with all that a provider has to be told. */
export type Outgoing = {
  id: string
  from: { name: string; email: string }
  to: string
  stream: Stream
  subject: string
  html: string
  text: string
  headers: Record<string, string>
}

/** Sends one letter and gives the provider's name for it. @throws when it was not taken */
export type Send = (letter: Outgoing) => Promise<string | undefined>

/** A letter that no other try will bring through: a wrong address, a key that is not valid. */
export class Refused extends Error {}

/** What a provider says afterwards: that an address is not there, or that its owner complains. */
export type Report = {
  kind: 'bounce' | 'complaint'
  address: string
  /** its name for the letter, which says of what stream it was */
  providerId?: string
}
