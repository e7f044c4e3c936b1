import { Badge } from '../../../ui/badge.tsx'
import { Card } from '../../../ui/card.tsx'
import { moneyText } from '../../../ui/money.ts'
import { Table } from '../../../ui/table.tsx'
import { Time } from '../../../ui/time.tsx'
import { type FailedPayment, MOST_FAILURES } from './queries.ts'

type Props = { failures: FailedPayment[]; now: Date }

/** Whose payments failed, and what Stripe does about it. */
export function Failures({ failures, now }: Props) {
  if (failures.length === 0) return null
  return (
    <Card title="Failed payments" id="failures">
      <Table
        caption="Failed payments"
        rows={failures}
        columns={[
          { label: 'Member', cell: (row) => <Who {...row} /> },
          { label: 'Tier', cell: ({ tier }) => <span dir="auto">{tier ?? '–'}</span> },
          {
            label: 'Amount',
            cell: ({ amount, currency }) => moneyText(amount, currency),
            end: true,
          },
          {
            label: 'Since',
            cell: ({ happenedAt }) => <Time at={happenedAt} now={now} />,
            end: true,
          },
          { label: 'Now', cell: (row) => <Now row={row} now={now} />, end: true },
        ]}
      />
      {failures.length === MOST_FAILURES && (
        <p class="hint mt-3">
          These are the first {MOST_FAILURES}. Stripe’s dashboard has them all.
        </p>
      )}
    </Card>
  )
}

/** A link to someone; words for one who is gone. */
export const Who = ({
  username,
  fullName,
}: {
  username: string | null
  fullName: string | null
}) =>
  username ? (
    <a class="name-link" dir="auto" href={`/@${username}`}>
      {fullName}
    </a>
  ) : (
    <span class="text-muted">Someone who left</span>
  )

function Now({ row: { state, nextAttemptAt, attempts }, now }: { row: FailedPayment; now: Date }) {
  if (state === 'recovered') return <Badge tone="green">paid since</Badge>
  if (state === 'given_up') return <Badge tone="red">given up</Badge>
  const tries = attempts === 1 ? 'tried once' : `tried ${attempts} times`
  return (
    <Badge tone="amber">
      {tries}
      {nextAttemptAt && nextAttemptAt > now && (
        <>
          , next <Time at={nextAttemptAt} now={now} />
        </>
      )}
    </Badge>
  )
}
