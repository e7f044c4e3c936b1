import type { Person } from './avatar.tsx'

export type Theme = 'system' | 'light' | 'dark'

export type FrameSpace = {
  slug: string
  name: string
  emoji: string | null
  spaceType: 'discussion' | 'chat' | 'course' | 'events' | 'resources'
  visibility: 'public' | 'private' | 'paid'
  locked: boolean
  /** something new since the last visit */
  unread?: boolean
}

export type FrameCommunity = {
  name: string
  slug: string
  description: string | null
  logoUrl: string | null
  coverUrl: string | null
  brandColor: string | null
}

/** What the frame shows to everyone who may see the page: safe to cache. */
export type SharedFrame = {
  title: string
  /** the path of this page: it decides which link is current */
  path: string
  description?: string
  community?: FrameCommunity | null
  /** the spaces that a guest may know */
  spaces: FrameSpace[]
  /** there is something to buy that a guest may see */
  hasPlans: boolean
}

/** What the frame shows to one viewer: it goes into the slots, never into the shared part. */
export type PersonalFrame = {
  me: Person | null
  /** the spaces that the viewer may know, instead of a guest's */
  spaces: FrameSpace[]
  communities: { slug: string; name: string; logoUrl: string | null }[]
  /** unread notifications */
  unread: number
  /** conversations in which something is new */
  talks: number
  /** whether something that is new stands on this page */
  isNews: boolean
  isAdmin: boolean
  isMember: boolean
  /** there is something to buy that the viewer may see */
  hasPlans: boolean
  /** a payment that did not go through; `endsAt` in milliseconds, null where it is closed already */
  due: { tier: string; endsAt: number | null } | null
  theme: Theme
  /** said once, in a toast, after something was done */
  notice?: string
}
