import type { Child } from 'hono/jsx'
import type { TierRow } from '../../../communities/tiers/queries.ts'
import type { SpaceRow } from '../../../spaces/manage/queries.ts'
import { PlanCard } from '../../../spaces/tiers/plan/views.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { Count } from '../../../ui/count.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { SpaceHead } from '../head/views.tsx'
import type { Inside } from './queries.ts'

type Shared = {
  slug: string
  space: Omit<SpaceRow, 'settings'>
  /** what opens it, while it is offered */
  tiers: TierRow[]
  inside: Inside
  followers: number
}

/** A space that is for sale, to those who do not have it: all about it, and nothing of it. */
export const LockedPage: Page<Shared, null> = {
  title: ({ space }) => space.name,
  wide: true,
  Body: ({ slug, space, tiers, inside, followers }) => {
    const names = tiers.map(({ name }) => name)
    const opening = new Intl.ListFormat('en', { type: 'disjunction' }).format(names)
    return (
      <>
        <SpaceHead space={space}>{space.description}</SpaceHead>
        {tiers.length === 0 ? (
          <EmptyState
            icon="lock"
            title="This space is for some members"
            action={<LinkButton href={`/${slug}/about`}>About this community</LinkButton>}
          >
            It opens with a membership that is not on offer now. Ask the people who run this
            community.
          </EmptyState>
        ) : (
          <>
            <section class="door">
              <h2 class="door-title">
                <Icon name="lock" size={24} /> It opens with {opening}
              </h2>
              <InsideFacts inside={inside} followers={followers} />
            </section>
            <div class="plans plans-few">
              {tiers.map((tier) => (
                <PlanCard slug={slug} plan={tier} spaces={[]}>
                  <LinkButton
                    look="primary"
                    class="btn-block"
                    href={`/${slug}/plans?space=${space.slug}#plan-${tier.id}`}
                  >
                    {tier.priceCents > 0 ? `See ${tier.name}` : 'How to get it'}
                  </LinkButton>
                </PlanCard>
              ))}
            </div>
            <p class="plans-foot">
              <a class="text-link" href={`/${slug}/plans?space=${space.slug}`}>
                Compare all plans
              </a>
            </p>
          </>
        )}
      </>
    )
  },
}

function InsideFacts({ inside, followers }: Pick<Shared, 'inside' | 'followers'>) {
  const facts: Child[] = [
    inside.posts > 0 && <Count n={inside.posts} of={['post', 'posts']} />,
    inside.things > 0 && <Count n={inside.things} of={['thing to keep', 'things to keep']} />,
    followers > 0 && <Count n={followers} of={['person follows', 'people follow']} />,
  ].filter(Boolean)
  if (facts.length === 0) return <p class="text-muted">It is new: you would be among the first.</p>
  return (
    <p class="facts">
      {facts.map((fact) => (
        <span>{fact}</span>
      ))}
    </p>
  )
}
