import { priceOf } from '../../communities/tiers/rules.ts'
import type { Tier } from '../../communities/tiers/tables.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Row } from '../../ui/row.tsx'
import type { PaidPrice } from './queries.ts'

type Shared = {
  slug: string
  tier: Pick<Tier, 'id' | 'name' | 'priceCents' | 'currency' | 'billingPeriod'>
  prices: PaidPrice[]
  progress: { all: number; done: number }
}

/** Who pays what for a tier, and how to move them to what it costs now. */
export const PricesPage: Page<Shared, null> = {
  title: ({ tier }) => `Prices of ${tier.name}`,
  Body: ({ slug, tier, prices, progress }) => (
    <>
      <PageHead
        title={`Prices of ${tier.name}`}
        actions={<LinkButton href={`/${slug}/tiers`}>All tiers</LinkButton>}
      >
        It costs {priceOf(tier)} now. Whoever came before keeps their price, until you move them.
      </PageHead>
      {prices.length === 0 ? (
        <EmptyState icon="card" title="Nobody pays for it yet">
          Everyone who chooses it pays what it costs then.
        </EmptyState>
      ) : (
        <Card title="What people pay">
          <div class="rows">
            {prices.map((price) => (
              <Row title={<Asked price={price} tier={tier} />} line={<Facts price={price} />} />
            ))}
          </div>
          <Mover {...{ slug, tier, prices, progress }} />
        </Card>
      )}
    </>
  ),
}

const isCurrent = (price: PaidPrice, tier: Shared['tier']) =>
  price.priceCents === tier.priceCents &&
  price.currency === tier.currency &&
  price.billingPeriod === tier.billingPeriod

function Asked({ price, tier }: { price: PaidPrice; tier: Shared['tier'] }) {
  const { priceCents, currency, billingPeriod } = price
  const isKnown = priceCents !== null && currency !== null && billingPeriod !== null
  return (
    <span class="row-name tabular-nums">
      <span class="font-semibold">
        {isKnown ? priceOf({ priceCents, currency, billingPeriod }) : 'A price made at Stripe'}
      </span>
      {isCurrent(price, tier) && <Badge tone="green">What it costs now</Badge>}
    </span>
  )
}

const people = (n: number) => (n === 1 ? '1 person' : `${n} people`)

function Facts({ price: { people: all, moving, ending } }: { price: PaidPrice }) {
  return (
    <span class="facts">
      <span>{people(all)}</span>
      {moving > 0 && <span>{moving} with another price from their next renewal on</span>}
      {ending > 0 && <span>{ending} about to end</span>}
    </span>
  )
}

function Mover({ slug, tier, prices, progress }: Shared) {
  const old = prices.filter((price) => !isCurrent(price, tier) && price.currency === tier.currency)
  const left = old.reduce((sum, one) => sum + one.people - one.moving - one.ending, 0)
  if (progress.done < progress.all)
    return (
      <div class="mt-4" role="status">
        <p>
          {progress.done} of {progress.all} are moved. This page looks again by itself.
        </p>
        <progress class="progress mt-2" max={progress.all} value={progress.done} />
        <ActionForm action={`/${slug}/tiers/${tier.id}/moves`} class="mt-3" enhance={false}>
          <Button size="small">Send it again to those who are left</Button>
        </ActionForm>
      </div>
    )
  if (left <= 0 || tier.billingPeriod === 'lifetime') return null
  return (
    <ActionForm
      action={`/${slug}/tiers/${tier.id}/moves`}
      class="form-actions mt-4"
      enhance={false}
      confirm={`Have ${people(left)} pay ${priceOf(tier)} from their next renewal on? Each of them is told now.`}
    >
      <Button look="primary">
        Move {people(left)} to {priceOf(tier)}
      </Button>
    </ActionForm>
  )
}
