import type { TierRow } from '../../communities/tiers/queries.ts'
import { PlanCard, type PlanSpace } from '../../spaces/tiers/plan/views.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { PlanAction } from './action/views.tsx'
import { MyMembership } from './mine/views.tsx'
import type { Membership, Offer } from './rules.ts'

type Shared = { slug: string; plans: TierRow[]; spaces: PlanSpace[] }
type Mine = {
  offers: Record<string, Offer>
  membership: Membership | null
  gifts: { tier: string; endsAt: Date | null }[]
  hasBought: boolean
  /** there is no Stripe, and the viewer can see to it */
  lacksStripe: boolean
  /** the space before whose door the viewer stood */
  space: string | null
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
      <div class="plans">
        {plans.map((plan) => (
          <PlanCard slug={slug} plan={plan} spaces={spaces}>
            <Slot name={`plan-${plan.id}`} />
          </PlanCard>
        ))}
      </div>
      {plans.length > 0 && (
        <p class="hint plans-foot">
          You pay on Stripe’s page. A membership can be changed or cancelled at any time, and stays
          open until the end of what is paid for.
        </p>
      )}
    </>
  ),
  mine: (mine, { slug, plans, spaces }) => ({
    'plans-mine': (
      <>
        {mine.lacksStripe && (
          <Notice
            kind="warning"
            title="Nobody can buy yet"
            action={
              <LinkButton size="small" href={`/${slug}/settings/payments`}>
                See what is missing
              </LinkButton>
            }
          >
            Payments are not set up. Only you see this.
          </Notice>
        )}
        <MyMembership slug={slug} {...mine} />
      </>
    ),
    ...Object.fromEntries(
      plans.map((plan) => [
        `plan-${plan.id}`,
        <PlanAction
          slug={slug}
          plan={plan}
          offer={mine.offers[plan.id] ?? 'free'}
          membership={mine.membership}
          space={mine.space}
          opensIt={spaces.some(
            (one) => one.slug === mine.space && one.requiredTierIds.includes(plan.id),
          )}
        />,
      ]),
    ),
  }),
}
