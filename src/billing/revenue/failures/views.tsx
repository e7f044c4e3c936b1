import { Badge } from '../../../ui/badge.tsx'
import { Card } from '../../../ui/card.tsx'
import { moneyText } from '../../../ui/money.ts'
import { Row } from '../../../ui/row.tsx'
import { Time } from '../../../ui/time.tsx'
import { type FailedPayment, MOST_FAILURES } from './queries.ts'

type Props = { failures: FailedPayment[]; now: Date }

/** Whose payments failed, and what Stripe does about it. */
export function Failures({ failures, now }: Props) {
  if (failures.length === 0) return null
  return (
    <Card title="Failed payments" id="failures">
      <div class="rows">
        {failures.map((row) => (
          <Row
            title={
              <>
                <Who {...row} />{' '}
                <span class="tabular-nums">{moneyText(row.amount, row.currency)}</span>
              </>
            }
            line={<What row={row} now={now} />}
            action={<State row={row} />}
          />
        ))}
      </div>
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

/** For what, since when, and when Stripe tries it next. */
function What({ row, now }: { row: FailedPayment; now: Date }) {
  const { tier, happenedAt, state, attempts, nextAttemptAt } = row
  return (
    <span class="facts">
      {tier && <span dir="auto">{tier}</span>}
      <span>
        since <Time at={happenedAt} now={now} />
      </span>
      <span>{attempts === 1 ? 'tried once' : `tried ${attempts} times`}</span>
      {state === 'trying' && nextAttemptAt && (
        <span>
          next <Time at={nextAttemptAt} now={now} />
        </span>
      )}
    </span>
  )
}

function State({ row: { state } }: { row: FailedPayment }) {
  if (state === 'recovered') return <Badge tone="green">paid since</Badge>
  if (state === 'given_up') return <Badge tone="red">given up</Badge>
  return <Badge tone="amber">trying</Badge>
}
