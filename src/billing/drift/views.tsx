import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Row } from '../../ui/row.tsx'
import { Time } from '../../ui/time.tsx'
import { RevenueHead } from '../revenue/head/views.tsx'
import { type Check, type FoundDrift, MOST_DRIFTS } from './queries.ts'
import { wordsOf } from './rules.ts'

type Shared = {
  slug: string
  checks: Check[]
  drifts: FoundDrift[]
  hasStripe: boolean
  now: Date
}

/** Whether what we hold is what Stripe says. */
export const CheckPage: Page<Shared, null> = {
  title: () => 'Compared with Stripe',
  Body: ({ slug, checks, drifts, hasStripe, now }) => {
    const [last, ...earlier] = checks
    return (
      <>
        <RevenueHead
          slug={slug}
          current="check"
          actions={hasStripe && <Start slug={slug} isRunning={last?.finishedAt === null} />}
        >
          Every night we ask Stripe about all of your members, mend what differs, and show you what
          only you can decide.
        </RevenueHead>
        {last ? (
          <Last check={last} drifts={drifts} now={now} />
        ) : (
          <EmptyState icon="refresh" title="Not compared yet">
            {hasStripe
              ? 'The first comparison comes with the night, or as soon as you ask for it.'
              : 'Stripe is not connected, so there is nothing to compare with.'}
          </EmptyState>
        )}
        {earlier.length > 0 && (
          <Card title="Before">
            <div class="rows">
              {earlier.map((check) => (
                <Row
                  title={<Summary check={check} />}
                  end={<Time at={check.createdAt} now={now} />}
                />
              ))}
            </div>
          </Card>
        )}
      </>
    )
  },
}

const Start = ({ slug, isRunning }: { slug: string; isRunning: boolean }) => (
  <ActionForm action={`/${slug}/revenue/check`}>
    <Button icon="refresh" disabled={isRunning}>
      {isRunning ? 'Comparing' : 'Compare now'}
    </Button>
  </ActionForm>
)

function Last({ check, drifts, now }: { check: Check; drifts: FoundDrift[]; now: Date }) {
  const { finishedAt, done, todo, found, repaired, createdAt } = check
  const left = found - repaired
  return (
    <>
      {finishedAt === null ? (
        <Notice title="We are comparing">
          {done} of {done + todo} steps are done. Come back in a minute.
        </Notice>
      ) : left > 0 ? (
        <Notice kind="warning" title={`${left} to look at`}>
          <Summary check={check} /> <Time at={createdAt} now={now} />
        </Notice>
      ) : (
        <Notice kind="good" title="All is as Stripe says">
          <Summary check={check} /> <Time at={createdAt} now={now} />
        </Notice>
      )}
      {drifts.length > 0 && (
        <Card title="What differed">
          <div class="rows">
            {drifts.map((drift) => (
              <Row
                title={wordsOf(drift.kind)}
                line={<Whose drift={drift} />}
                action={
                  drift.isRepaired ? (
                    <Badge tone="green">mended</Badge>
                  ) : (
                    <Badge tone="amber">have a look</Badge>
                  )
                }
              />
            ))}
          </div>
          {drifts.length === MOST_DRIFTS && (
            <p class="hint">
              These are the first {MOST_DRIFTS} of {found}.
            </p>
          )}
        </Card>
      )}
    </>
  )
}

function Summary({ check: { people, found, repaired } }: { check: Check }) {
  const whom = people === 1 ? 'One customer' : `${people.toLocaleString('en')} customers`
  if (found === 0) return <>{whom}, no difference.</>
  const what = found === 1 ? 'one difference' : `${found} differences`
  return (
    <>
      {whom}, {what}, {repaired === found ? 'all mended' : `${repaired} mended`}.
    </>
  )
}

const Whose = ({ drift: { username, fullName, tier, subject } }: { drift: FoundDrift }) => (
  <span class="facts">
    {username && (
      <a class="fact-link" dir="auto" href={`/@${username}`}>
        {fullName}
      </a>
    )}
    <span class="break-all">{tier ?? subject}</span>
  </span>
)
