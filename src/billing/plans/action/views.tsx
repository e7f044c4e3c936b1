import type { TierRow } from '../../../communities/tiers/queries.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { dayOf } from '../../../ui/day.ts'
import { ActionForm } from '../../../ui/form.tsx'
import type { Membership, Offer } from '../rules.ts'

type Props = {
  slug: string
  plan: TierRow
  offer: Offer
  membership: Membership | null
  /** the space before whose door the viewer stood, and whether the plan opens it */
  space: string | null
  opensIt: boolean
}

/** The one thing that a viewer can do with a plan, or why there is nothing to do. */
export function PlanAction({ slug, plan, offer, membership, space, opensIt }: Props) {
  const { name, id, trialDays, billingPeriod } = plan
  const back = encodeURIComponent(`/${slug}/plans${space ? `?space=${space}` : ''}`)
  const door = opensIt ? space : null
  switch (offer) {
    case 'owned':
      return (
        <p class="plan-owned">
          <Badge tone="green" icon="check">
            Yours
          </Badge>
        </p>
      )
    case 'next':
      return (
        <p>
          <Badge tone="brand" icon="clock">
            Yours from {membership?.next && dayOf(membership.next.at)}
          </Badge>
        </p>
      )
    case 'sign in':
      return (
        <LinkButton look="primary" class="btn-block" href={`/sign-in?return_to=${back}`}>
          Sign in to choose it
        </LinkButton>
      )
    case 'join':
      return (
        <LinkButton class="btn-block" href={`/${slug}/about`}>
          Join first
        </LinkButton>
      )
    case 'now':
    case 'later':
      return (
        <LinkButton class="btn-block" href={`/${slug}/plans/${id}/change`}>
          Change to {name}
        </LinkButton>
      )
    case 'once':
      return <Buy {...{ slug, id, door }}>Have {name} for good</Buy>
    case 'given':
      return plan.isActive && plan.priceCents > 0 ? (
        <Buy {...{ slug, id, door }}>Keep {name}</Buy>
      ) : (
        <Nothing>Given to you.</Nothing>
      )
    case 'buy':
      return (
        <Buy {...{ slug, id, door }} isMain>
          {trialDays > 0 && billingPeriod !== 'lifetime' ? `Try ${name}` : `Choose ${name}`}
        </Buy>
      )
    case 'stuck':
      return <Nothing>See to your card first.</Nothing>
    case 'never':
      return <Nothing>In another currency: end what you have, then choose it.</Nothing>
    case 'free':
      return <Nothing>Given by the people who run this community.</Nothing>
    case 'gone':
      return <Nothing>Not offered any more.</Nothing>
  }
}

const Nothing = ({ children }: { children: string }) => <p class="text-muted">{children}</p>

type BuyProps = {
  slug: string
  id: string
  door: string | null
  isMain?: boolean
  children: string | string[]
}

function Buy({ slug, id, door, isMain, children }: BuyProps) {
  return (
    <ActionForm action={`/${slug}/plans/${id}/checkout`} enhance={false}>
      {door && <input type="hidden" name="space" value={door} />}
      <Button look={isMain ? 'primary' : 'quiet'} class="btn-block">
        {children}
      </Button>
    </ActionForm>
  )
}
