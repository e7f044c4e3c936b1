import { Badge } from '../../../ui/badge.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import { Pager } from '../../../ui/pager.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Time } from '../../../ui/time.tsx'
import { Who } from '../failures/views.tsx'
import { RevenueHead } from '../head/views.tsx'
import type { Subscriber } from './queries.ts'
import { LABELS, nextOf, paysOf, SHOWN, type Shown, stateOf } from './rules.ts'

type Shared = {
  slug: string
  show: Shown
  subscribers: Subscriber[]
  /** after which the next page begins */
  next: string | null
  now: Date
}

const TITLES: Record<Shown, string> = {
  now: 'Who has a plan now',
  trying: 'Who is trying a tier',
  failing: 'Whose payment fails',
  ending: 'Who is about to leave',
  gone: 'Who has left',
}

const NONE: Record<Shown, string> = {
  now: 'Nobody has a plan yet',
  trying: 'Nobody is trying a tier',
  failing: 'No payment is failing',
  ending: 'Nobody is about to leave',
  gone: 'Nobody has left',
}

/** Everyone with a plan, by name: those who pay, who try it, and whose payment fails. */
export const SubscribersPage: Page<Shared, null> = {
  title: () => 'Subscribers',
  wide: true,
  Body: ({ slug, show, subscribers, next, now }) => {
    const at = `/${slug}/revenue/subscribers`
    return (
      <>
        <RevenueHead slug={slug} current="subscribers">
          Who has a plan, what it costs, and what comes next; the state says who pays. Days are in
          UTC.
        </RevenueHead>
        <Tabs
          label="Subscribers"
          tabs={SHOWN.map((one) => ({
            href: one === 'now' ? at : `${at}?show=${one}`,
            label: LABELS[one],
            current: one === show,
          }))}
        />
        {subscribers.length === 0 ? (
          <EmptyState icon="users" title={NONE[show]} />
        ) : (
          <Card
            title={TITLES[show]}
            action={
              <LinkButton size="small" href={`${at}.csv`} icon="download" download>
                CSV
              </LinkButton>
            }
          >
            <div id="subscribers">
              <Table
                isFigures
                caption={TITLES[show]}
                rows={subscribers}
                columns={[
                  { label: 'Member', cell: (row) => <Who {...row} /> },
                  { label: 'Tier', cell: ({ tier }) => <span dir="auto">{tier}</span> },
                  { label: 'Price', cell: (row) => paysOf(row) ?? '–' },
                  { label: 'Since', cell: ({ since }) => <Time at={since} now={now} /> },
                  { label: 'Next', cell: (row) => nextOf(row) ?? '–' },
                  { label: 'State', cell: State, end: true },
                ]}
              />
              <Pager
                list="subscribers"
                href={next && `${at}?${new URLSearchParams({ show, after: next })}`}
              />
            </div>
          </Card>
        )}
      </>
    )
  },
}

function State(row: Subscriber) {
  const { words, tone } = stateOf(row)
  return <Badge tone={tone}>{words}</Badge>
}
