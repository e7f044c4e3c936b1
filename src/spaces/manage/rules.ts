import * as z from 'zod'
import { MAX_SLUG, slugOf } from '../../communities/founding/rules.ts'
import { name, picture } from '../../communities/settings/rules.ts'
import { ids } from '../../communities/tiers/rules.ts'
import { spaceType, visibility } from '../tables.ts'

export const MAX_LINE = 200

const slug = z
  .string()
  .trim()
  .toLowerCase()
  .max(MAX_SLUG, `Keep it under ${MAX_SLUG} letters.`)
  .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, 'Use small letters, digits and single dashes.')

const emoji = z
  .string()
  .trim()
  .max(32, 'One emoji is enough.')
  .refine((text) => text === '' || isOneEmoji(text), 'One emoji is enough.')

function isOneEmoji(text: string): boolean {
  return [...new Intl.Segmenter().segment(text)].length === 1 && /\p{Emoji}/u.test(text)
}

const SpaceFields = z.object({
  name,
  slug,
  description: z.string().trim().max(MAX_LINE, `Keep it under ${MAX_LINE} characters.`),
  emoji,
  coverUrl: picture,
  spaceType: z.enum(spaceType.enumValues, 'Choose what kind of space it is.'),
  visibility: z.enum(visibility.enumValues, 'Choose who may enter.'),
  requiredTierIds: ids,
  whoPosts: z.enum(['members', 'staff'], 'Choose who may post.'),
})

/** Any fields of a space. */
export const SpaceChange = SpaceFields.partial()
export type SpaceChange = z.output<typeof SpaceChange>

/** A new space: a name is enough. */
export const NewSpace = SpaceFields.extend({
  slug: slug.default(''),
  description: SpaceFields.shape.description.default(''),
  emoji: emoji.default(''),
  coverUrl: picture.default(null),
  spaceType: SpaceFields.shape.spaceType.default('discussion'),
  visibility: SpaceFields.shape.visibility.default('public'),
  requiredTierIds: ids.default([]),
  whoPosts: SpaceFields.shape.whoPosts.default('members'),
})
export type NewSpace = z.output<typeof NewSpace>

/** The address a space gets when none is typed; the id helps names that hold no Latin letter. */
export const addressOf = (space: { slug: string; name: string }, id: string): string =>
  space.slug || slugOf(space.name) || `space-${id.slice(-6)}`

export const Order = z.object({ ids: ids.refine((all) => all.length > 0, 'Name the spaces.') })

export const Move = z.object({ move: z.enum(['up', 'down'], 'Say up or down.') })

/** What is wrong with the tiers of a space, if anything: a paid space nobody could buy is a mistake. */
export function tierErrors(
  space: { visibility?: string; requiredTierIds?: string[] },
  known: { id: string }[],
): Record<string, string> | null {
  const chosen = space.requiredTierIds ?? []
  if (chosen.some((id) => !known.some((tier) => tier.id === id)))
    return { requiredTierIds: 'Choose from the tiers of this community.' }
  if (space.visibility === 'paid' && chosen.length === 0)
    return { requiredTierIds: 'Choose at least one tier that opens it.' }
  return null
}
