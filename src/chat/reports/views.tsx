import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Byline } from '../../ui/person.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { Time } from '../../ui/time.tsx'
import type { ReportRow } from './queries.ts'

type Shared = { slug: string }
type Mine = { reports: ReportRow[]; now: Date }

/** For the staff: the messages that members chose to show them. */
export const ReportsPage: Page<Shared, Mine> = {
  styles: ['chat.css'],
  title: () => 'Reports',
  Body: () => (
    <>
      <PageHead title="Reports">
        Messages that members chose to show you. Each is signed: its author did write it. Of the
        rest of a conversation you see nothing here.
      </PageHead>
      <Slot name="reports" />
    </>
  ),
  mine: ({ reports, now }, { slug }) => ({
    reports: reports.length ? (
      reports.map((report) => <Report {...{ report, slug, now }} />)
    ) : (
      <EmptyState icon="flag" title="Nothing to look at">
        When a member reports a message, you read it here.
      </EmptyState>
    ),
  }),
}

function Report({ report, slug, now }: { report: ReportRow; slug: string; now: Date }) {
  const { author, space } = report
  return (
    <article class="card report" id={`report-${report.id}`}>
      <Byline person={author} size={32}>
        <Time at={report.saidAt} now={now} />
        {space && <a href={`/${slug}/s/${space.slug}#m-${report.messageId}`}>{space.name}</a>}
      </Byline>
      <blockquote class="report-words" dir="auto">
        {report.words || 'A file'}
      </blockquote>
      <p class="hint">
        Reported by {report.reporter}
        {report.reason && `: “${report.reason}”`}
      </p>
      <ActionForm action={`/${slug}/reports/${report.id}/closed`} method="PUT">
        <Button icon="check">Done</Button>
      </ActionForm>
    </article>
  )
}
