import type { Child } from 'hono/jsx'
import { Card } from '../../../ui/card.tsx'
import { moneyText } from '../../../ui/money.ts'
import { Table } from '../../../ui/table.tsx'
import { churnText } from '../months/rules.ts'
import { type Figures, netOf } from '../rules.ts'
import type { TierRevenue } from './queries.ts'

/** What an owner asks first. */
export function Tiles({ figures }: { figures: Figures }) {
  const { recurring, subscribers, months, currency } = figures
  const { paying, trialing, lifetime, failing, ending } = subscribers
  const [mrr, ...others] = recurring
  const month = months.at(-1)
  const risk = recurring.filter(({ atRisk }) => atRisk > 0)
  return (
    <div class="figures">
      <Tile
        label="Recurring each month"
        values={[
          moneyText(mrr?.mrr ?? 0, mrr?.currency ?? currency),
          ...others.map((other) => moneyText(other.mrr, other.currency)),
        ]}
      >
        {risk.length > 0
          ? `${risk.map((one) => moneyText(one.atRisk, one.currency)).join(', ')} of it failed last`
          : 'a twelfth of what is paid by the year'}
      </Tile>
      <Tile label="Subscribers" values={[paying.toLocaleString('en')]}>
        {[
          trialing > 0 && `${trialing} on trial`,
          lifetime > 0 && `${lifetime} for life`,
          failing > 0 && `${failing} failing`,
          ending > 0 && `${ending} ending`,
        ]
          .filter(Boolean)
          .join(', ') || 'who pay'}
      </Tile>
      <Tile label="Twelve months" values={[moneyText(netOf(months), currency)]}>
        less what went back
      </Tile>
      <Tile label="Churn this month" values={[churnText(month?.churn ?? null)]}>
        {month ? `${month.came} new, ${month.lost} lost` : null}
      </Tile>
    </div>
  )
}

const Tile = ({
  label,
  values,
  children,
}: {
  label: string
  values: string[]
  children: Child
}) => (
  <div class="figure">
    <span class="figure-label">{label}</span>
    {values.map((value) => (
      <span class="figure-value">{value}</span>
    ))}
    <span class="figure-line">{children}</span>
  </div>
)

/** What each tier brought. */
export function ByTier({ rows }: { rows: TierRevenue[] }) {
  if (rows.length === 0) return null
  const money = (field: 'paid' | 'net' | 'ever') => (row: TierRevenue) =>
    moneyText(row[field], row.currency)
  const back = (row: TierRevenue) => moneyText(row.refunded + row.disputed, row.currency)
  return (
    <Card title="By tier" id="by-tier">
      <Table
        isFigures
        caption="Revenue by tier and currency"
        rows={rows}
        columns={[
          { label: 'Tier', cell: ({ tier, currency }) => <Name {...{ tier, currency, rows }} /> },
          { label: 'Paid', cell: money('paid'), end: true },
          { label: 'Went back', cell: back, end: true },
          { label: 'Twelve months', cell: money('net'), end: true },
          { label: 'Ever', cell: money('ever'), end: true },
        ]}
      />
    </Card>
  )
}

type NameProps = { tier: string | null; currency: string; rows: TierRevenue[] }

/** With the currency where it was sold in several. */
const Name = ({ tier, currency, rows }: NameProps) => (
  <span dir="auto">
    {tier ?? 'A tier that is gone'}
    {rows.some((row) => row.tier === tier && row.currency !== currency) && (
      <span class="text-muted"> in {currency.toUpperCase()}</span>
    )}
  </span>
)
