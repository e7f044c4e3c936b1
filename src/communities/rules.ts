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

const rank: Record<Role, number> = { member: 0, moderator: 1, admin: 2, owner: 3 }

const atLeast = (viewer: Viewer, role: Role) =>
  viewer.role !== null && rank[viewer.role] >= rank[role]

export const isMember = (viewer: Viewer): boolean => viewer.role !== null
export const isStaff = (viewer: Viewer): boolean => atLeast(viewer, 'moderator')
export const isAdmin = (viewer: Viewer): boolean => atLeast(viewer, 'admin')
export const isOwner = (viewer: Viewer): boolean => viewer.role === 'owner'
