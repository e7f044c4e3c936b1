import type { Child } from 'hono/jsx'
import type { TierRow } from '../../communities/tiers/queries.ts'
import { priceOf } from '../../communities/tiers/rules.ts'
import { ManageTabs } from '../../communities/views.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import type { SpaceRow } from '../manage/queries.ts'
import { TierFields } from './fields/views.tsx'

type PaidSpace = Pick<SpaceRow, 'id' | 'name' | 'emoji'>
type Shared = { slug: string; tiers: TierRow[]; spaces: PaidSpace[] }
/** `tierId` says which form was refused; null for that of a new tier */
type Mine = { errors?: Errors; typed?: Typed; tierId?: string | null }

/** What people can belong at, what it costs and which spaces it opens. */
export const TiersPage: Page<Shared, Mine> = {
  title: () => 'Tiers',
  Body: ({ slug, tiers, spaces }) => (
    <>
      <PageHead title="Tiers">
        A tier opens the paid spaces that you choose. Members buy it under{' '}
        <a class="text-link" href={`/${slug}/plans`}>
          Plans
        </a>
        , or you give it to them by hand. A new price counts for those who buy from then on.
      </PageHead>
      <ManageTabs slug={slug} current="tiers" />
      {tiers.length === 0 && (
        <EmptyState icon="ticket" title="No tiers yet">
          Name the first one below: Supporter, say, or Friend of the house.
        </EmptyState>
      )}
      {tiers.map((tier) => (
        <TierCard tier={tier} spaces={spaces.filter(({ id }) => tier.spaceAccess.includes(id))}>
          <Slot name={`tier-${tier.id}`} />
        </TierCard>
      ))}
      <Card title="New tier" id="new-tier">
        <Slot name="tier-new" />
      </Card>
    </>
  ),
  mine: ({ errors, typed, tierId }, { slug, tiers, spaces }) => ({
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
        </details>,
      ]),
    ),
  }),
}

type CardProps = { tier: TierRow; spaces: PaidSpace[]; children: Child }

function TierCard({ tier, spaces, children }: CardProps) {
  return (
    <Card
      title={tier.name}
      id={`tier-${tier.id}`}
      action={tier.isActive ? undefined : <Badge tone="amber">Not offered</Badge>}
    >
      <p class="text-lg font-semibold tabular-nums">{priceOf(tier)}</p>
      {tier.description && <p dir="auto">{tier.description}</p>}
      <ul class="mt-3 flex flex-col gap-1.5">
        {tier.features.map((feature) => (
          <li class="flex gap-2">
            <Icon name="check" size={18} class="mt-1 text-green" />
            <span dir="auto">{feature}</span>
          </li>
        ))}
        {spaces.map((space) => (
          <li class="flex gap-2">
            <Icon name="unlock" size={18} class="mt-1 text-muted" />
            <span>
              {space.emoji} {space.name}
            </span>
          </li>
        ))}
      </ul>
      {children}
    </Card>
  )
}
