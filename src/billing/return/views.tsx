import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import type { Page } from '../../ui/respond.tsx'

type Shared = { slug: string; again: string; isTired: boolean }

/** While the bank has not answered; the page looks again by itself for a while. */
export const WaitingPage: Page<Shared, null> = {
  title: () => 'Waiting for your payment',
  Body: ({ slug, again, isTired }) => (
    <EmptyState
      icon="card"
      title="Waiting for your payment"
      action={
        <span class="flex flex-wrap justify-center gap-2">
          <LinkButton look="primary" href={again}>
            Look again
          </LinkButton>
          <LinkButton href={`/${slug}/plans`}>Back to the plans</LinkButton>
        </span>
      }
    >
      {isTired
        ? 'It takes longer than usual. You need not stay: it opens by itself once you have paid.'
        : 'It opens as soon as the payment is through. This page looks every few seconds.'}
    </EmptyState>
  ),
}
