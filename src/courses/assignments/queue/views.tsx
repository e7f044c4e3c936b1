import { Avatar } from '../../../ui/avatar.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import { Pager } from '../../../ui/pager.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Row } from '../../../ui/row.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Time } from '../../../ui/time.tsx'
import { type BuildCourse, BuildHead } from '../../build/head/views.tsx'
import { STATES } from '../rules.ts'
import type { SubmissionStatus } from '../tables.ts'
import type { QueueRow } from './queries.ts'

type Shared = { slug: string; href: string; course: BuildCourse }
type Mine = {
  status: SubmissionStatus
  counts: Record<SubmissionStatus, number>
  submissions: QueueRow[]
  next: string | null
  now: Date
}

/** What was handed in for a course, what has waited longest first. */
export const QueuePage: Page<Shared, Mine> = {
  styles: ['building.css', 'learning.css'],
  title: () => 'Submissions',
  Body: ({ slug, course }) => (
    <>
      <BuildHead {...{ slug, course }} current="submissions" />
      <Slot name="queue" />
    </>
  ),
  mine: (mine, { href }) => ({ queue: <Queue {...mine} at={`${href}/submissions`} /> }),
}

const EMPTY: Record<SubmissionStatus, string> = {
  submitted: 'Nothing waits for you',
  returned: 'Nothing is with its author',
  accepted: 'Nothing has been accepted yet',
}
const ORDER: SubmissionStatus[] = ['submitted', 'returned', 'accepted']

function Queue({ at, status, counts, submissions, next, now }: Mine & { at: string }) {
  return (
    <>
      <Tabs
        label="Submissions"
        tabs={ORDER.map((one) => ({
          href: `${at}?status=${one}`,
          label: STATES[one].words,
          current: one === status,
          count: counts[one],
        }))}
      />
      {submissions.length === 0 ? (
        <EmptyState icon="success" title={EMPTY[status]}>
          What learners hand in for assignments comes here, the oldest first.
        </EmptyState>
      ) : (
        <div class="rows" id="queue">
          {submissions.map(({ id, author, lesson, versions, submittedAt }) => (
            <Row
              media={<Avatar name={author.fullName} url={author.avatarUrl} />}
              title={
                <a class="name-link" href={`${at}/${id}`}>
                  {author.fullName}
                </a>
              }
              line={`${lesson.title}${versions > 1 ? `, version ${versions}` : ''}`}
              end={<Time at={submittedAt} now={now} />}
            />
          ))}
          <Pager href={next} list="queue" />
        </div>
      )}
    </>
  )
}
