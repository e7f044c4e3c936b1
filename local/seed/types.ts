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
  /** none for those who have only just come */
  avatar: string | null
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
  /** a chat shows none */
  cover: string | null
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

export type SeedEvent = {
  space: string
  host: string
  title: string
  description: string
  cover: string | null
  type: 'online' | 'in_person' | 'hybrid'
  /** A place, or what to say of the link. */
  location: string
  /** Whole days from today at the place of `timezone`; negative is past. */
  inDays: number
  /** The first such day from then on, where its title says which; 0 is Sunday. */
  weekday?: number
  /** Wall-clock time in `timezone`, HH:MM. */
  at: string
  minutes: number
  timezone: string
  capacity: number | null
  recording: string | null
  /** Where to join; only those who are going see it. */
  link?: string
  coHosts?: string[]
  /** It comes every so many days: so many are made. */
  again?: { rule: string; days: number; times: number }
  cancelled?: boolean
  rsvps: { going: string[]; interested: string[]; notGoing: string[]; waiting?: string[] }
}

export type SeedLesson = {
  title: string
  type: 'video' | 'text' | 'audio' | 'download' | 'quiz' | 'assignment'
  minutes: number
  preview: boolean
  dripDays: number
  /** Markdown: the lesson's text, or what goes with the video, the sound or the file. */
  body: string
  /** Of a quiz; `answer` is an index into `choices`. */
  quiz?: { question: string; choices: string[]; answer: number }[]
}

export type SeedCourse = {
  space: string
  title: string
  description: string
  cover: string
  published: boolean
  priceCents: number | null
  unlockMode: 'none' | 'sequential' | 'timed' | 'scheduled'
  /** an IANA name */
  timeZone: string
  modules: { title: string; lessons: SeedLesson[] }[]
  /** How many lessons each of the enrolled has finished, from the first. */
  enrolled: { username: string; daysAgo: number; lessonsDone: number }[]
}

export type SeedResource = {
  space: string
  uploader: string
  title: string
  description: string
  daysAgo: number
  /** The title of the folder that it lies in. */
  folder?: string
  /** Markdown that becomes a file, an address outside, or a file among the artwork; a folder has none. */
  body?: string
  link?: string
  file?: string
  /** To know it by. */
  picture?: string
  /** Of a film: WebVTT. */
  captions?: string
}

/** Files that came with a post, which is known by its author and how it begins. */
export type SeedAttachments = {
  author: string
  space: string
  begins: string
  files: { file: string; name: string; alt?: string }[]
}
