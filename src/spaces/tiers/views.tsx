import type { TierRow } from '../../communities/tiers/queries.ts'
import { ManageTabs } from '../../communities/views.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import type { Given } from '../grants/queries.ts'
import { type PaidSpace, TierCard } from './card/views.tsx'
import { TierFields } from './fields/views.tsx'

type Shared = { slug: string; tiers: TierRow[]; spaces: PaidSpace[]; given: Given[] }
type Mine = {
  isOwner: boolean
  /** there is no Stripe, and the viewer can see to it */
  lacksStripe: boolean
  errors?: Errors
  typed?: Typed
  /** says which form was refused; null for that of a new tier */
  tierId?: string | null
}

/** What people can belong at, what it costs and which spaces it opens. */
export const TiersPage: Page<Shared, Mine> = {
  title: () => 'Tiers',
  Body: ({ slug, tiers, spaces, given }) => {
    const isLast = (index: number) => index === tiers.length - 1
    return (
      <>
        <PageHead title="Tiers">
          A tier opens the paid spaces that you choose. Members buy it under{' '}
          <a class="text-link" href={`/${slug}/plans`}>
            Plans
          </a>
          , in this order, or you give it to them by hand. A new price counts for those who buy from
          then on.
        </PageHead>
        <ManageTabs slug={slug} current="tiers" />
        <Slot name="tiers-missing" />
        {tiers.length === 0 && (
          <EmptyState icon="ticket" title="No tiers yet">
            Name the first one below: Supporter, say, or Friend of the house.
          </EmptyState>
        )}
        {tiers.map((tier, index) => (
          <TierCard
            {...{ slug, tier, isFirst: index === 0, isLast: isLast(index) }}
            spaces={spaces.filter(({ id }) => tier.spaceAccess.includes(id))}
            given={given.filter(({ tierId }) => tierId === tier.id)}
          >
            <Slot name={`tier-${tier.id}`} />
          </TierCard>
        ))}
        <Card title="New tier" id="new-tier">
          <Slot name="tier-new" />
        </Card>
      </>
    )
  },
  mine: ({ errors, typed, tierId, isOwner, lacksStripe }, { slug, tiers, spaces }) => ({
    'tiers-missing': lacksStripe && (
      <Notice
        kind="warning"
        title="Nobody can buy yet"
        action={
          <LinkButton size="small" href={`/${slug}/settings/payments`}>
            See what is missing
          </LinkButton>
        }
      >
        Payments are not set up. You can give tiers by hand meanwhile.
      </Notice>
    ),
    'tier-new': (
      <ActionForm action={`/${slug}/tiers`} class="form">
        <TierFields spaces={spaces} {...(tierId === null && { errors, typed })} />
        <div class="form-actions">
          <Button look="primary">Make the tier</Button>
        </div>
      </ActionForm>
    ),
    ...Object.fromEntries(
      tiers.map((tier) => [
        `tier-${tier.id}`,
        <>
          {isOwner && tier.priceCents > 0 && (
            <a class="text-link" href={`/${slug}/tiers/${tier.id}/prices`}>
              Who pays what
            </a>
          )}
          <details class="mt-4" open={tier.id === tierId}>
            <summary class="text-link">Edit</summary>
            <ActionForm action={`/${slug}/tiers/${tier.id}`} method="PATCH" class="form mt-4">
              <TierFields
                tier={tier}
                spaces={spaces}
                {...(tierId === tier.id && { errors, typed })}
              />
              <div class="form-actions">
                <Button look="primary">Save</Button>
              </div>
            </ActionForm>
          </details>
        </>,
      ]),
    ),
  }),
}
