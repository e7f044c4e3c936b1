import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Row } from '../../ui/row.tsx'
import { Time } from '../../ui/time.tsx'
import { RevenueHead } from '../revenue/head/views.tsx'
import type { Letter } from './queries.ts'
import { canSend, isOver, wordsOf } from './rules.ts'

type Shared = { slug: string; letters: Letter[]; now: Date }

/** Work that failed as often as it is tried, to look at, to send again and to let go. */
export const LettersPage: Page<Shared, null> = {
  title: () => 'Stuck work',
  Body: ({ slug, letters, now }) => {
    const open = letters.filter((letter) => !isOver(letter))
    const over = letters.filter(isOver)
    return (
      <>
        <RevenueHead slug={slug} current="letters">
          What we tried six times in vain. Nothing of it is lost: send it again once the cause is
          gone. Sending it twice does no harm.
        </RevenueHead>
        {open.length === 0 ? (
          <EmptyState icon="success" title="Nothing is stuck">
            If Stripe or the database stay away for long, what could not be done meanwhile waits
            here.
          </EmptyState>
        ) : (
          <Card title="Waiting for you">
            <Letters {...{ slug, now }} letters={open} />
          </Card>
        )}
        {over.length > 0 && (
          <Card title="Over, this week">
            <Letters {...{ slug, now }} letters={over} />
          </Card>
        )}
      </>
    )
  },
}

const Letters = ({ slug, letters, now }: Shared) => (
  <div class="rows">
    {letters.map((letter) => (
      <Row
        title={
          <>
            {wordsOf(letter)} <State letter={letter} />
          </>
        }
        line={
          <>
            <Inside letter={letter} now={now} />
            {!isOver(letter) && <Acts {...{ slug, letter, now }} />}
          </>
        }
      />
    ))}
  </div>
)

function State({ letter: { state } }: { letter: Letter }) {
  if (state === 'sent') return <Badge tone="amber">sent again</Badge>
  if (state === 'settled') return <Badge tone="green">done</Badge>
  return state === 'dismissed' ? <Badge>let go</Badge> : null
}

/** Closed it says when it failed; opened, all that is known. */
function Inside({ letter, now }: { letter: Letter; now: Date }) {
  const { kind, reference, error, tries, failedAt, sentAt } = letter
  return (
    <details>
      <summary class="text-link">
        Failed · <Time at={failedAt} now={now} />
      </summary>
      <dl class="pairs">
        <dt>What</dt>
        <dd>{kind}</dd>
        <dt>Of</dt>
        <dd class="break-all">{reference}</dd>
        <dt>Error</dt>
        <dd>{error || 'It was cut off.'}</dd>
        <dt>Tries</dt>
        <dd>{tries || 'all'}</dd>
        {sentAt && (
          <>
            <dt>Sent again</dt>
            <dd>
              <Time at={sentAt} now={now} />
            </dd>
          </>
        )}
      </dl>
    </details>
  )
}

function Acts({ slug, letter, now }: { slug: string; letter: Letter; now: Date }) {
  const path = `/${slug}/revenue/letters/${letter.id}`
  return (
    <div class="mt-2 flex gap-2">
      {canSend(letter, now) && (
        <ActionForm action={`${path}/replay`} method="PUT">
          <Button size="small" icon="refresh">
            Send again
          </Button>
        </ActionForm>
      )}
      <ActionForm action={path} method="DELETE" confirm="Let it go? It will not be tried again.">
        <Button look="plain" size="small">
          Let it go
        </Button>
      </ActionForm>
    </div>
  )
}
