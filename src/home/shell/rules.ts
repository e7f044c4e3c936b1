import type { Viewer } from '../../communities/rules.ts'
import { canEnter, canSee } from '../../spaces/rules.ts'
import type { CommunityMap, Passport } from './queries.ts'

/** What a page knows once it has been loaded, whatever else it shows. */
export type Shell = { viewer: Viewer; map: CommunityMap | null; passport: Passport | null }

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

/** The spaces that the viewer's navigation lists, and which of them are locked. */
export const navigation = (map: CommunityMap, viewer: Viewer) =>
  map.spaces
    .filter((space) => canSee(viewer, space, map.isPublic))
    .map((space) => ({ ...space, locked: !canEnter(viewer, space, map.isPublic) }))
