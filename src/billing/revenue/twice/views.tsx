import { Card } from '../../../ui/card.tsx'
import { Row } from '../../../ui/row.tsx'
import { Who } from '../failures/views.tsx'
import type { PayerTwice } from './queries.ts'

/** People to write to: they pay for more than one membership. */
export function PayingTwice({ payers }: { payers: PayerTwice[] }) {
  if (payers.length === 0) return null
  return (
    <Card title="Paying more than once" id="twice">
      <p class="hint">
        We let nobody buy a second membership here. These were made at Stripe, or before; ask them
        which one they want, and end the other at Stripe.
      </p>
      <div class="rows">
        {payers.map((payer) => (
          <Row
            title={<Who {...payer} />}
            line={<span dir="auto">{payer.tiers.join(' and ')}</span>}
            end={`since ${payer.since}`}
          />
        ))}
      </div>
    </Card>
  )
}
