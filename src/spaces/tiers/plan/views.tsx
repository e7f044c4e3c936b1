import type { Child } from 'hono/jsx'
import { offeredBy } from '../../../communities/tiers/files/rules.ts'
import type { TierRow } from '../../../communities/tiers/queries.ts'
import { Icon } from '../../../ui/icon.tsx'
import { moneyText } from '../../../ui/money.ts'

export type PlanSpace = { slug: string; name: string; emoji: string; requiredTierIds: string[] }
type Props = { slug: string; plan: TierRow; spaces: PlanSpace[]; children: Child }

/** One plan: its name, its price, the one button, and all that comes with it. */
export function PlanCard({ slug, plan, spaces, children }: Props) {
  return (
    <section class="plan" id={`plan-${plan.id}`} aria-labelledby={`plan-name-${plan.id}`}>
      <div>
        <h2 class="plan-name" id={`plan-name-${plan.id}`} dir="auto">
          {plan.name}
        </h2>
        {plan.description && (
          <p class="plan-words" dir="auto">
            {plan.description}
          </p>
        )}
      </div>
      <Price plan={plan} />
      <div class="plan-action">{children}</div>
      <ul class="plan-list">
        {offeredBy(plan).map((feature) => (
          <li>
            <Icon name="check" size={18} class="text-green" />
            <span dir="auto">{feature}</span>
          </li>
        ))}
        {spaces.map((space) => (
          <SpaceLine slug={slug} space={space} opens={space.requiredTierIds.includes(plan.id)} />
        ))}
      </ul>
    </section>
  )
}

const rhythm = { monthly: 'a month', yearly: 'a year', lifetime: 'once, for good' }

function Price({ plan }: { plan: TierRow }) {
  const { priceCents, currency, billingPeriod, trialDays } = plan
  if (priceCents === 0) return <p class="plan-price">Free</p>
  const hint =
    trialDays > 0 && billingPeriod !== 'lifetime'
      ? `The first ${trialDays} days are free.`
      : billingPeriod === 'yearly' && `As much as ${perMonth(priceCents, currency)} a month.`
  return (
    <div>
      <p class="plan-price">
        {moneyText(priceCents, currency)} <span>{rhythm[billingPeriod]}</span>
      </p>
      {hint && <p class="hint">{hint}</p>}
    </div>
  )
}

const perMonth = (yearly: number, currency: string) => moneyText(Math.round(yearly / 12), currency)

function SpaceLine({ slug, space, opens }: { slug: string; space: PlanSpace; opens: boolean }) {
  return (
    <li class={opens ? undefined : 'plan-without'}>
      <Icon name={opens ? 'unlock' : 'lock'} size={18} class={opens ? 'text-green' : undefined} />
      <a href={`/${slug}/s/${space.slug}`} dir="auto">
        {space.emoji} {space.name}
        {!opens && <span class="sr-only"> is not in it</span>}
      </a>
    </li>
  )
}
