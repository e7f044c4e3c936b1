import { priceOf } from '../../../communities/tiers/rules.ts'
import { lastDayOf } from '../../../spaces/comps/rules.ts'
import { Button } from '../../../ui/button.tsx'
import { dayOf } from '../../../ui/day.ts'
import { ActionForm } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Membership } from '../rules.ts'

type Gifts = { tier: string; endsAt: Date | null }[]
type Props = { slug: string; membership: Membership | null; gifts: Gifts; hasBought: boolean }

/** How one's own membership stands, and the way to Stripe's page of it. */
export function MyMembership({ slug, membership, gifts, hasBought }: Props) {
  return (
    <>
      {gifts.map(({ tier, endsAt }) => (
        <Notice kind="good" title={`${tier} is given to you`}>
          {endsAt
            ? `Until ${dayOf(lastDayOf(endsAt))}. It costs you nothing.`
            : 'It costs you nothing.'}
        </Notice>
      ))}
      {membership && <Standing slug={slug} membership={membership} />}
      {!membership && hasBought && (
        <Notice title="What you have paid" action={<Portal slug={slug}>Your invoices</Portal>}>
          Receipts and cards are on Stripe’s page.
        </Notice>
      )}
    </>
  )
}

function Standing({ slug, membership }: { slug: string; membership: Membership }) {
  const { tier, status, until, endsAt, banner, next } = membership
  if (banner === 'payment failed')
    return (
      <Notice
        kind="warning"
        title={`Your payment for ${tier} did not go through`}
        action={<Portal slug={slug}>See to your card</Portal>}
      >
        {status === 'unpaid'
          ? 'It is closed until that is paid. Another card settles it.'
          : `You keep what you have${endsAt ? ` until ${dayOf(endsAt)}` : ' for now'}. Another card, or another try, settles it.`}
      </Notice>
    )
  if (banner === 'ends')
    return (
      <Notice
        title={until ? `${tier} ends on ${dayOf(until)}` : `${tier} is going to end`}
        action={<Portal slug={slug}>Keep it after all</Portal>}
      >
        Until then everything stays open to you.
      </Notice>
    )
  const words = status === 'trialing' ? 'Free until' : 'Renews on'
  const renews = until && (next ? '' : `${words} ${dayOf(until)}, for ${priceOf(membership)}.`)
  return (
    <>
      <Notice
        kind="good"
        title={status === 'trialing' ? `You are trying ${tier}` : `You have ${tier}`}
        action={<Portal slug={slug}>Manage billing</Portal>}
      >
        {renews || (next && `You pay ${priceOf(membership)} until ${dayOf(next.at)}.`)}
      </Notice>
      {next && <Coming slug={slug} membership={membership} next={next} />}
    </>
  )
}

type ComingProps = { slug: string; membership: Membership; next: NonNullable<Membership['next']> }

/** What the next renewal brings; one's own change can be taken back. */
function Coming({ slug, membership, next }: ComingProps) {
  if (next.tierId === membership.tierId)
    return (
      <Notice title={`${membership.tier} costs ${priceOf(next)} from ${dayOf(next.at)}`}>
        Your price changes with your next renewal. Until then you can cancel, or change your plan.
      </Notice>
    )
  return (
    <Notice
      title={`${membership.tier} changes to ${next.tier} on ${dayOf(next.at)}`}
      action={
        <ActionForm action={`/${slug}/plans/change`} method="DELETE">
          <Button size="small">Keep {membership.tier}</Button>
        </ActionForm>
      }
    >
      From then on you pay {priceOf(next)}.
    </Notice>
  )
}

function Portal({ slug, children }: { slug: string; children: string }) {
  return (
    <ActionForm action={`/${slug}/billing/portal`} enhance={false}>
      <Button size="small">{children}</Button>
    </ActionForm>
  )
}
