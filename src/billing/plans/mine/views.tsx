import { Button } from '../../../ui/button.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Membership } from '../rules.ts'

type Props = { slug: string; membership: Membership | null; hasBought: boolean }

const day = (date: Date) =>
  new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' }).format(date)

/** How one's own membership stands, and the way to Stripe's page of it. */
export function MyMembership({ slug, membership, hasBought }: Props) {
  if (!membership) return hasBought && <Portal slug={slug}>Your invoices</Portal>
  const { tier, status, until, banner } = membership
  if (banner === 'payment failed')
    return (
      <Notice
        kind="warning"
        title={`Your payment for ${tier} did not go through`}
        action={<Portal slug={slug}>See to your card</Portal>}
      >
        {status === 'unpaid'
          ? 'It is closed until that is paid. Another card settles it.'
          : 'You keep what you have for now. Another card, or another try, settles it.'}
      </Notice>
    )
  if (banner === 'ends')
    return (
      <Notice
        title={until ? `${tier} ends on ${day(until)}` : `${tier} is going to end`}
        action={<Portal slug={slug}>Keep it after all</Portal>}
      >
        Until then everything stays open to you.
      </Notice>
    )
  return (
    <Notice
      kind="good"
      title={status === 'trialing' ? `You are trying ${tier}` : `You have ${tier}`}
      action={<Portal slug={slug}>Manage billing</Portal>}
    >
      {until && `${status === 'trialing' ? 'Free until' : 'Renews on'} ${day(until)}.`}
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
