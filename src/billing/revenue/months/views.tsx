import { LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { moneyText } from '../../../ui/money.ts'
import { Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Chart } from '../chart/views.tsx'
import type { Figures } from '../rules.ts'
import { churnText, type Month, monthName } from './rules.ts'

/** Two charts, and the table that says the same. */
export function Months({ slug, figures }: { slug: string; figures: Figures }) {
  const { months, currency, currencies } = figures
  const names = months.map(({ month }) => month)
  const money = (amount: number) => moneyText(amount, currency)
  return (
    <>
      <Card
        title="Revenue by month"
        id="months"
        action={
          <LinkButton size="small" href={`/${slug}/revenue/entries.csv`} icon="download" download>
            CSV
          </LinkButton>
        }
      >
        {currencies.length > 1 && (
          <Tabs
            label="Currency"
            tabs={currencies.map((code) => ({
              href: `/${slug}/revenue?currency=${code}`,
              label: code.toUpperCase(),
              current: code === currency,
            }))}
          />
        )}
        <Chart
          label={`Revenue by month in ${currency.toUpperCase()}; the table below has the figures`}
          months={names}
          series={[{ values: months.map(({ net }) => net), tone: 'brand' }]}
          textOf={money}
        />
      </Card>
      <Card
        title="New and lost"
        id="moves"
        action={
          <p class="legend">
            <span>new</span>
            <span class="legend-red">lost</span>
          </p>
        }
      >
        <Chart
          label="New and lost subscriptions by month; the table below has the figures"
          months={names}
          series={[
            { values: months.map(({ came }) => came), tone: 'brand' },
            { values: months.map(({ lost }) => -lost), tone: 'red' },
          ]}
          textOf={(count) => Math.round(count).toLocaleString('en')}
        />
        <MonthTable months={months.toReversed()} money={money} />
      </Card>
    </>
  )
}

type Props = { months: Month[]; money: (amount: number) => string }

const MonthTable = ({ months, money }: Props) => (
  <details class="mt-4">
    <summary class="text-link">All figures by month</summary>
    <div class="mt-3">
      <Table
        isFigures
        caption="Revenue, new and lost subscriptions and churn by month"
        rows={months}
        columns={[
          { label: 'Month', cell: ({ month }) => monthName(month, 'long') },
          { label: 'Revenue', cell: ({ net }) => money(net), end: true },
          { label: 'New', cell: ({ came }) => came, end: true },
          { label: 'Lost', cell: ({ lost }) => lost, end: true },
          { label: 'Churn', cell: ({ churn }) => churnText(churn), end: true },
        ]}
      />
    </div>
  </details>
)
