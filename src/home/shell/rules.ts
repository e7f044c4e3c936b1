import { isMember, isStaff, standingOf, type Viewer } from '../../communities/rules.ts'
import { GUEST, type Right } from '../../edge/rules.ts'
import { canEnter, canSee } from '../../spaces/rules.ts'
import type { CommunityMap, Passport } from './queries.ts'

/** What a page knows once it has been loaded, whatever else it shows. */
export type Shell = {
  viewer: Viewer
  map: CommunityMap | null
  passport: Passport | null
  /** unread notifications; undefined while nobody has counted */
  unread?: number
  /** conversations in which something is new; counted with it */
  talks?: number
  /** spaces in whose chats something is new; found with it */
  chats?: string[]
  /** whether something of it stands on this page; counted with it */
  isNews?: boolean
  /** whether it is yet to be noted that the viewer was here */
  isVisitDue?: boolean
}

/** Whether anything was counted that is new. */
export const hasNews = ({ unread, talks, chats, isNews }: Shell): boolean =>
  Boolean(unread || talks || chats?.length || isNews)

/** The viewer whom a passport describes; a guest for none. */
export function viewerOf(passport: Passport | null): Viewer {
  const active = passport?.membership?.status === 'active'
  return {
    profile: passport?.profile ?? null,
    role: active ? (passport.membership?.role ?? null) : null,
    status: passport?.membership?.status ?? null,
    tierIds: passport?.tierIds ?? [],
    spaceIds: passport?.spaceIds ?? [],
  }
}

/** The spaces that the viewer's navigation lists, which of them are locked, and which have news. */
export const navigation = (map: CommunityMap, viewer: Viewer, chats: string[] = []) =>
  map.spaces
    .filter((space) => canSee(viewer, space, map.isPublic))
    .map((space) => ({
      ...space,
      locked: !canEnter(viewer, space, map.isPublic),
      unread: chats.includes(space.id),
    }))

/**
 * What lets a viewer into the shared pages of a community.
 * @param space the slug of the one space that a page shows: then all who may enter it share the page
 */
export function rightOf(viewer: Viewer, map: CommunityMap, space?: string): Right {
  const isIn = (one: CommunityMap['spaces'][number]) => canEnter(viewer, one, map.isPublic)
  const only = map.spaces.find(({ slug }) => slug === space)
  if (!isMember(viewer)) return GUEST
  const standing = standingOf(viewer)
  if (only && isIn(only)) return { reach: { spaces: [only.id] }, standing }
  if (isStaff(viewer)) return { reach: { spaces: 'all' }, standing }
  const spaces = map.spaces.filter(isIn).map(({ id }) => id)
  return { reach: { spaces: spaces.sort() }, standing }
}
