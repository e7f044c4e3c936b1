export type Reaction = 'heart' | 'party' | 'laugh' | 'wow' | 'thanks' | 'fire'

/** How many people reacted, by kind; who they are is picked by `pick`. 👍 is `likes`. */
export type SeedReactions = Partial<Record<Reaction, number>>

export type SeedPerson = {
  username: string
  fullName: string
  bio: string
  location: string
  socialLinks: Record<string, string>
  role: 'owner' | 'admin' | 'moderator' | 'member'
  tier: string | null
  joinedDaysAgo: number
  avatar: string
}

export type SeedTier = {
  key: string
  name: string
  description: string
  priceCents: number
  billingPeriod: 'monthly' | 'yearly' | 'lifetime'
  features: string[]
}

export type SeedSpace = {
  slug: string
  name: string
  emoji: string
  description: string
  type: 'discussion' | 'chat' | 'course' | 'events' | 'resources'
  visibility: 'public' | 'private' | 'paid'
  /** Keys of the tiers that open a paid space. */
  tiers?: string[]
  /** Who was invited to a private space; staff are in anyway. */
  invited?: string[]
  cover: string | null
}

export type SeedCommunity = {
  slug: string
  name: string
  description: string
  brandColor: string
  logo: string
  cover: string
  createdDaysAgo: number
  publicReading: boolean
  joining: 'open' | 'approval' | 'invitation'
  owner: string
  tiers: SeedTier[]
  /** In the order of the sidebar. */
  spaces: SeedSpace[]
}

export type SeedPollOption = { label: string; voters: string[] }

export type SeedPoll = {
  question: string
  multiple: boolean
  /** Days from now; negative when the poll has closed. */
  closesInDays: number
  options: SeedPollOption[]
}

export type SeedComment = {
  author: string
  content: string
  /** After the post, not after the comment that it answers. */
  hoursAfter: number
  likes: number
  reactions: SeedReactions
  replies: SeedComment[]
}

export type SeedPost = {
  space: string
  author: string
  /** Fractions are hours of the day: 1.5 is 36 hours ago. */
  daysAgo: number
  title?: string
  content: string
  pinned?: true
  poll?: SeedPoll
  likes: number
  reactions: SeedReactions
  comments: SeedComment[]
}
