import type { Standing } from '../edge/rules.ts'
import { tag } from '../edge/rules.ts'
import type { Role } from '../profiles/tables.ts'
import type { MembershipStatus } from './tables.ts'

/** The person who asks, as seen from one community: all that decisions may rest on. */
export type Viewer = {
  profile: {
    id: string
    username: string
    fullName: string
    avatarUrl: string | null
    /** in the deployment */
    role: Role
  } | null
  /** in the community of the page; null unless an active member */
  role: Role | null
  status: MembershipStatus | null
  /** tiers and spaces that live grants open */
  tierIds: string[]
  spaceIds: string[]
}

/**
 * Who may do what in a community: each act and the least role that may do it. Staff act only on
 * people below them. The code asks this table, its SQL asks it again, and docs/roles.md shows it.
 */
export const ACTS = {
  post: { from: 'member', words: 'Write posts and comments, react, vote' },
  directory: { from: 'member', words: 'See who the members are' },
  pin: { from: 'moderator', words: 'Pin posts' },
  moderate: { from: 'moderator', words: 'Delete what others wrote, and read how it was edited' },
  courses: { from: 'moderator', words: 'Build courses, and look after those who learn' },
  approve: { from: 'moderator', words: 'Let in, or decline, people who ask to join' },
  remove: { from: 'moderator', words: 'Remove and ban people below them' },
  spaces: {
    from: 'admin',
    words: 'Make, edit, order and archive spaces, and invite guests to them',
  },
  tiers: { from: 'admin', words: 'Make and edit tiers, and give them to members' },
  revenue: {
    from: 'admin',
    words: 'See subscribers and revenue, compare them with Stripe, send stuck work again',
  },
  invites: { from: 'admin', words: 'Make and revoke invite links' },
  settings: { from: 'admin', words: 'Change the name, the look and who may join' },
  roles: { from: 'admin', words: 'Give people below them a role below their own' },
  payments: { from: 'owner', words: 'See to payments: taxes, grace, prices of those who pay' },
  handOver: { from: 'owner', words: 'Hand the community over to someone else' },
  close: { from: 'owner', words: 'Delete the community' },
} as const satisfies Record<string, { from: Role; words: string }>

export type Act = keyof typeof ACTS

/** Someone of whom nothing is known but what they are here: for whom shared pages are made. */
export const anyoneWho = (standing: Standing): Viewer => ({
  profile: null,
  role: standing === 'staff' ? 'moderator' : standing === 'member' ? 'member' : null,
  status: standing === 'none' ? null : standing === 'banned' ? 'banned' : 'active',
  tierIds: [],
  spaceIds: [],
})

export const standingOf = (viewer: Viewer): Standing => {
  if (viewer.status === 'banned') return 'banned'
  return isStaff(viewer) ? 'staff' : isMember(viewer) ? 'member' : 'none'
}

const rank: Record<Role, number> = { member: 0, moderator: 1, admin: 2, owner: 3 }

const atLeast = (viewer: Viewer, role: Role) =>
  viewer.role !== null && rank[viewer.role] >= rank[role]

export const may = (viewer: Viewer, act: Act): boolean => atLeast(viewer, ACTS[act].from)

/** Whether someone with one role may act on someone with another: only on those below. */
export const outranks = (role: Role | null, other: Role): boolean =>
  role !== null && rank[role] > rank[other]

export const isMember = (viewer: Viewer): boolean => viewer.role !== null
export const isStaff = (viewer: Viewer): boolean => atLeast(viewer, 'moderator')
export const isAdmin = (viewer: Viewer): boolean => atLeast(viewer, 'admin')
export const isOwner = (viewer: Viewer): boolean => viewer.role === 'owner'

/** The roles that a viewer may give to someone who has `theirs`, lowest first. */
export const rolesToGive = (viewer: Viewer, theirs: Role): Role[] =>
  may(viewer, 'roles') && outranks(viewer.role, theirs)
    ? ROLES.filter((role) => role !== theirs && outranks(viewer.role, role))
    : []

/** Named when someone comes, goes or changes roles: what shows who belongs, and as what. */
export const touchedByStanding = (slug: string, username: string): string[] => [
  tag.members(slug),
  tag.profile(username),
]

/** Named by what all pages of a community rest on: what it is, its spaces and their doors, its tiers. */
export const touchedInCommunity = (slug: string): string[] => [tag.community(slug)]

/** Named besides when a community comes, goes, or changes what it says of itself to everyone. */
export const touchedInPublic = (): string[] => [tag.front]

const ROLES: Role[] = ['member', 'moderator', 'admin', 'owner']

/** The table of acts and roles in Markdown, as docs/roles.md holds it. */
export function rolesTable(): string {
  const head = ['', ...ROLES.map((role) => role[0]?.toUpperCase() + role.slice(1))]
  const rows = Object.values(ACTS).map(({ from, words }) => [
    words,
    ...ROLES.map((role) => (rank[role] >= rank[from] ? 'yes' : '')),
  ])
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(['---', ...ROLES.map(() => ':---:')]), ...rows.map(line)].join('\n')
}
