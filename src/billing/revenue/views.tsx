import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import type { Page } from '../../ui/respond.tsx'
import type { FailedPayment } from './failures/queries.ts'
import { Failures } from './failures/views.tsx'
import { RevenueHead } from './head/views.tsx'
import { Months } from './months/views.tsx'
import { type Figures, isEmpty } from './rules.ts'
import { ByTier, Tiles } from './sums/views.tsx'
import type { PayerTwice } from './twice/queries.ts'
import { PayingTwice } from './twice/views.tsx'

type Shared = {
  slug: string
  figures: Figures
  failures: FailedPayment[]
  twice: PayerTwice[]
  now: Date
}

/** Who pays, what comes in, what went back; for those who run the community. */
export const RevenuePage: Page<Shared, null> = {
  title: () => 'Revenue',
  wide: true,
  Body: ({ slug, figures, failures, twice, now }) => (
    <>
      <RevenueHead slug={slug} current="overview">
        What Stripe took for you, to the cent, before its fees. Days and months are in UTC.
      </RevenueHead>
      {isEmpty(figures) ? (
        <EmptyState
          icon="chart"
          title="Nothing was sold yet"
          action={<LinkButton href={`/${slug}/tiers`}>Look at your tiers</LinkButton>}
        >
          As soon as the first member pays, you see here who stays, who leaves and what comes in.
        </EmptyState>
      ) : (
        <>
          <Tiles figures={figures} />
          <Failures failures={failures} now={now} />
          <PayingTwice payers={twice} />
          <Months slug={slug} figures={figures} />
          <ByTier rows={figures.byTier} />
        </>
      )}
    </>
  ),
}
