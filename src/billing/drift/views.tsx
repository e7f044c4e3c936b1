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
import { adviceOn, wordsOf } from './rules.ts'

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
        <RevenueHead slug={slug} current="check">
          Every night we ask Stripe about all of your members, mend what differs, and show you what
          only you can decide.
        </RevenueHead>
        {last ? (
          <Last {...{ slug, drifts, now, hasStripe }} check={last} />
        ) : (
          <EmptyState
            icon="refresh"
            title="Not compared yet"
            action={hasStripe && <Start slug={slug} />}
          >
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

const Start = ({ slug }: { slug: string }) => (
  <ActionForm action={`/${slug}/revenue/check`}>
    <Button size="small" icon="refresh">
      Compare now
    </Button>
  </ActionForm>
)

type LastProps = Pick<Shared, 'slug' | 'drifts' | 'hasStripe' | 'now'> & { check: Check }

function Last({ slug, check, drifts, hasStripe, now }: LastProps) {
  const { finishedAt, done, todo, found, repaired, createdAt } = check
  const left = found - repaired
  return (
    <>
      {finishedAt === null ? (
        <Notice title="We are comparing">
          {done} of {done + todo} steps are done. Come back in a minute.
        </Notice>
      ) : (
        <Notice
          kind={left > 0 ? 'warning' : 'good'}
          title={left > 0 ? `${left} to look at` : 'All is as Stripe says'}
          action={hasStripe && <Start slug={slug} />}
        >
          <span class="facts">
            <Summary check={check} />
            <Time at={createdAt} now={now} />
          </span>
        </Notice>
      )}
      {drifts.length > 0 && (
        <Card title="What differed">
          <div class="rows">
            {drifts.map((drift) => (
              <Row
                title={wordsOf(drift.kind)}
                line={<About drift={drift} />}
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
  if (found === 0) return <span>{whom}, no difference</span>
  const what = found === 1 ? 'one difference' : `${found} differences`
  return (
    <span>
      {whom}, {what}, {repaired === found ? 'all mended' : `${repaired} mended`}
    </span>
  )
}

/** Whose it is, and what can be done where we could do nothing. */
const About = ({ drift }: { drift: FoundDrift }) => (
  <>
    <Whose drift={drift} />
    {!drift.isRepaired && <p class="mt-1">{adviceOn(drift.kind) ?? 'We try it again tonight.'}</p>}
  </>
)

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
