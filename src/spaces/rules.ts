import { isMember, isStaff, type Viewer } from '../communities/rules.ts'
import { tag } from '../edge/rules.ts'
import type { SpaceType, Visibility } from './tables.ts'

/** A space as the community's map holds it. */
export type MapSpace = {
  id: string
  slug: string
  name: string
  emoji: string
  description: string
  coverUrl: string | null
  spaceType: SpaceType
  visibility: Visibility
  requiredTierIds: string[]
  whoPosts: 'members' | 'staff'
}

/** Whether the viewer may read a space that is not archived; the same answer as SQL's visibleTo. */
export function canEnter(viewer: Viewer, space: MapSpace, isPublicCommunity: boolean): boolean {
  if (viewer.status === 'banned') return false
  if (isStaff(viewer)) return true
  if (space.visibility === 'public') return isPublicCommunity || isMember(viewer)
  if (!isMember(viewer)) return false
  if (viewer.spaceIds.includes(space.id)) return true
  return (
    space.visibility === 'paid' && space.requiredTierIds.some((id) => viewer.tierIds.includes(id))
  )
}

/** Whether the space may be known at all: a private space is a secret, a paid one is for sale. */
export const canSee = (viewer: Viewer, space: MapSpace, isPublicCommunity: boolean): boolean =>
  canEnter(viewer, space, isPublicCommunity) ||
  (space.visibility === 'paid' &&
    viewer.status !== 'banned' &&
    (isPublicCommunity || isMember(viewer)))

export const canPostIn = (viewer: Viewer, space: Pick<MapSpace, 'whoPosts'>): boolean =>
  isStaff(viewer) || (isMember(viewer) && space.whoPosts === 'members')

/** Named by what stands on a space's own pages: how many follow it. */
export const touchedInSpace = (slug: string, space: string): string[] => [tag.space(slug, space)]

type Door = Pick<MapSpace, 'visibility' | 'requiredTierIds'>

/** Whether a change of a space decides anew who may enter it. */
export const movesDoor = (before: Door, after: Door): boolean =>
  before.visibility !== after.visibility ||
  (after.visibility === 'paid' &&
    [...before.requiredTierIds].sort().join() !== [...after.requiredTierIds].sort().join())

/** The spaces of a community's map in which the viewer may start a discussion. */
export const writableSpaces = (
  viewer: Viewer,
  community: { spaces: MapSpace[]; isPublic: boolean },
): MapSpace[] =>
  community.spaces.filter(
    (space) =>
      space.spaceType === 'discussion' &&
      canEnter(viewer, space, community.isPublic) &&
      canPostIn(viewer, space),
  )
