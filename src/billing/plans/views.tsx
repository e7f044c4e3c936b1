import type { TierRow } from '../../communities/tiers/queries.ts'
import { priceOf } from '../../communities/tiers/rules.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { MyMembership } from './mine/views.tsx'
import type { Membership, Offer } from './rules.ts'

type PaidSpace = { slug: string; name: string; emoji: string; requiredTierIds: string[] }
type Shared = { slug: string; plans: TierRow[]; spaces: PaidSpace[] }
type Mine = {
  offers: Record<string, Offer>
  membership: Membership | null
  hasBought: boolean
}

/** The tiers side by side: each card lists the same spaces in the same order. */
export const PlansPage: Page<Shared, Mine> = {
  title: () => 'Plans',
  wide: true,
  Body: ({ slug, plans, spaces }) => (
    <>
      <PageHead title="Plans">What you can belong at, and what each opens.</PageHead>
      <Slot name="plans-mine" />
      {plans.length === 0 && (
        <EmptyState
          icon="ticket"
          title="Nothing is for sale here"
          action={<LinkButton href={`/${slug}/about`}>About this community</LinkButton>}
        />
      )}
      <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {plans.map((plan) => (
          <PlanCard plan={plan} spaces={spaces} />
        ))}
      </div>
    </>
  ),
  mine: (mine, { slug, plans }) => ({
    'plans-mine': <MyMembership slug={slug} {...mine} />,
    ...Object.fromEntries(
      plans.map((plan) => [
        `plan-${plan.id}`,
        <PlanAction slug={slug} plan={plan} offer={mine.offers[plan.id] ?? 'free'} />,
      ]),
    ),
  }),
}

function PlanCard({ plan, spaces }: { plan: TierRow; spaces: PaidSpace[] }) {
  return (
    <Card title={plan.name} id={`plan-${plan.id}`} class="flex flex-col">
      <p class="text-lg font-semibold tabular-nums">{priceOf(plan)}</p>
      {plan.trialDays > 0 && plan.billingPeriod !== 'lifetime' && (
        <p class="text-muted">The first {plan.trialDays} days are free.</p>
      )}
      {plan.description && <p dir="auto">{plan.description}</p>}
      <ul class="mt-3 mb-4 flex grow flex-col gap-1.5">
        {plan.features.map((feature) => (
          <li class="flex gap-2">
            <Icon name="check" size={18} class="mt-1 text-green" />
            <span dir="auto">{feature}</span>
          </li>
        ))}
        {spaces.map((space) => (
          <SpaceLine space={space} opens={space.requiredTierIds.includes(plan.id)} />
        ))}
      </ul>
      <Slot name={`plan-${plan.id}`} />
    </Card>
  )
}

function SpaceLine({ space, opens }: { space: PaidSpace; opens: boolean }) {
  return (
    <li class={opens ? 'flex gap-2' : 'flex gap-2 text-muted'}>
      <Icon name={opens ? 'unlock' : 'lock'} size={18} class={opens ? 'mt-1 text-green' : 'mt-1'} />
      <span>
        {space.emoji} {space.name}
        {!opens && <span class="sr-only"> is not in it</span>}
      </span>
    </li>
  )
}

type ActionProps = { slug: string; plan: TierRow; offer: Offer }

function PlanAction({ slug, plan, offer }: ActionProps) {
  const back = encodeURIComponent(`/${slug}/plans`)
  if (offer === 'owned')
    return (
      <p>
        <Badge tone="green" icon="check">
          Yours
        </Badge>
      </p>
    )
  if (offer === 'sign in')
    return <LinkButton href={`/sign-in?return_to=${back}`}>Sign in to choose it</LinkButton>
  if (offer === 'join') return <LinkButton href={`/${slug}/about`}>Join first</LinkButton>
  if (offer === 'other') return <p class="text-muted">To change to it, end what you have first.</p>
  if (offer === 'free') return <p class="text-muted">Given by the people who run this community.</p>
  return (
    <ActionForm action={`/${slug}/plans/${plan.id}/checkout`} enhance={false}>
      <Button look="primary">Choose {plan.name}</Button>
    </ActionForm>
  )
}
