import type { MembershipStatus } from '../../communities/tables.ts'

/** How somebody who pays stands to the community that they pay for. */
export type Facts = {
  isClosed: boolean
  isDeleted: boolean
  /** null where they never belonged */
  standing: MembershipStatus | null
}

/**
 * When a subscription ends whose holder cannot use it: at once where there is nothing to come back
 * to, at the end of what is paid for where there is. Null while they belong. Money goes back only
 * when the owner gives it back at Stripe.
 */
export function endOf({ isClosed, isDeleted, standing }: Facts): 'now' | 'period end' | null {
  if (isClosed || isDeleted || standing === 'banned') return 'now'
  return standing === 'active' ? null : 'period end'
}
