import { isOpen } from '../rules.ts'
import type { Rows } from '../sync/rules.ts'

export type NoticeKind = 'started' | 'failed' | 'ended'

/** Something that a person is told of a purchase of theirs, once for each cause. */
export type Notice = {
  kind: NoticeKind
  profileId: string
  communityId: string
  tierId: string
  cause: string
}

/** The words of each; `{tier}` is the tier's name. */
export const NOTICES: Record<NoticeKind, { title: string; body: string }> = {
  started: { title: '{tier} is yours', body: 'Everything that it opens is open to you.' },
  failed: {
    title: 'Your payment for {tier} did not go through',
    body: 'You keep it for now. Have a look at your card.',
  },
  ended: { title: '{tier} has ended', body: 'You are welcome back whenever you like.' },
}

/** What there is to tell of a customer's rows at a moment; the same rows tell the same causes. */
export function noticesOf({ subscriptions, grants }: Rows, now: Date): Notice[] {
  return grants.flatMap((grant): Notice[] => {
    const { profileId, communityId, tierId, reference } = grant
    const notice = (kind: NoticeKind, part = '') => {
      const cause = `${kind}:${reference}:${tierId}${part}`
      return { kind, profileId, communityId, tierId, cause }
    }
    if (!isOpen({ opens: true, ...grant }, now)) return [notice('ended')]
    const sub = subscriptions.find(({ stripeSubscriptionId }) => stripeSubscriptionId === reference)
    if (sub?.status !== 'past_due') return [notice('started')]
    return [notice('started'), notice('failed', `:${sub.currentPeriodStart?.toISOString()}`)]
  })
}
