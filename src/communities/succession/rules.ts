import { tag } from '../../edge/rules.ts'
import { rightsOf } from '../../profiles/rules.ts'
import { touchedByStanding, touchedInCommunity, touchedInPublic } from '../rules.ts'

type Passed = { slug: string; heir: string | null; username: string | null }

/** Named when communities change hands, or close for want of an heir. */
export const touchedByPassing = (passed: Passed[]): string[] =>
  passed.flatMap(({ slug, heir, username }) =>
    heir && username
      ? [...rightsOf(heir), ...touchedByStanding(slug, username)]
      : [...touchedInCommunity(slug), ...touchedInPublic()],
  )

/** Named when those who have been deleted leave what they belonged to. */
export const touchedByLeaving = (left: { slug: string }[]): string[] =>
  left.map(({ slug }) => tag.members(slug))
