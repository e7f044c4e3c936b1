import * as z from 'zod'
import type { Role } from '../../profiles/tables.ts'
import { may, outranks, rolesToGive, type Viewer } from '../rules.ts'
import type { MembershipStatus } from '../tables.ts'

/** Rows of the directory on one page. */
export const PAGE = 40

export const Joining = z.object({ code: z.string().trim().max(64).optional() })

export const RoleChange = z.object({
  role: z.enum(['member', 'moderator', 'admin'], 'Choose member, moderator or admin.'),
})

export const Ban = z.object({ content: z.enum(['keep', 'remove']).default('keep') })

/** Someone named by their username, with or without the @. */
export const Named = z.object({
  username: z
    .string()
    .trim()
    .toLowerCase()
    .transform((text) => text.replace(/^@/, ''))
    .pipe(z.string().min(1, 'Say who takes over.').max(60, 'Nobody here has that username.')),
})

/** What the directory was asked for; nonsense counts as not asked. */
export const Search = z.object({
  q: z
    .string()
    .trim()
    .max(60)
    .transform((text) => text.replace(/^@/, ''))
    .catch(''),
  after: z.uuid().nullable().catch(null),
  status: z.enum(['active', 'pending', 'banned']).catch('active'),
})
export type Search = z.output<typeof Search>

export type Standing = { role: Role; status: MembershipStatus }

/** Whether the viewer may remove or ban a member, or decline a request. */
export const canRemove = (viewer: Viewer, theirs: Standing): boolean =>
  may(viewer, 'remove') && outranks(viewer.role, theirs.role)

/** Everything that a viewer may do to one row of the directory. */
export function actsOn(viewer: Viewer, theirs: Standing) {
  const active = theirs.status === 'active'
  const removable = canRemove(viewer, theirs)
  return {
    roles: active ? rolesToGive(viewer, theirs.role) : [],
    comp: active && may(viewer, 'tiers'),
    approve: theirs.status === 'pending' && may(viewer, 'approve'),
    remove: removable && active,
    ban: removable && theirs.status !== 'banned',
    unban: removable && theirs.status === 'banned',
  }
}
export type ActsOn = ReturnType<typeof actsOn>
