import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { type BuildCourse, BuildHead } from '../build/head/views.tsx'
import { TYPES } from '../words/rules.ts'
import { type Dropped, percentOf, spanText } from './rules.ts'

type Shared = { slug: string; href: string; course: BuildCourse }
type Mine = {
  numbers: {
    enrolled: number
    left: number
    finished: number
    active: number
    daysToFinish: number | null
  }
  lessons: Dropped[]
  weeks: { week: string; count: number }[]
}

/** How a course does, for who looks after it. */
export const StatisticsPage: Page<Shared, Mine> = {
  styles: ['building.css', 'learning.css'],
  title: ({ course }) => `Statistics: ${course.title}`,
  Body: ({ slug, course }) => (
    <>
      <BuildHead {...{ slug, course }} current="statistics" />
      <Slot name="statistics" />
    </>
  ),
  mine: (mine) => ({ statistics: <Statistics {...mine} /> }),
}

function Statistics({ numbers, lessons, weeks }: Mine) {
  const { enrolled, finished, active, left, daysToFinish } = numbers
  if (enrolled === 0)
    return (
      <EmptyState icon="chart" title="Nobody has started yet">
        Once someone learns here, you see how far they come, and where they stop.
      </EmptyState>
    )
  return (
    <>
      <dl class="numbers">
        <Figure label="Enrolled" value={enrolled} hint={left ? `${left} left again` : undefined} />
        <Figure label="Active this week" value={active} hint={`${percentOf(active, enrolled)} %`} />
        <Figure label="Finished" value={finished} hint={`${percentOf(finished, enrolled)} %`} />
        <Figure
          label="Time to finish"
          value={daysToFinish === null ? '–' : spanText(daysToFinish)}
          hint={daysToFinish === null ? 'Nobody has yet' : 'Half took no longer'}
        />
      </dl>
      <Card title="Where they stop">
        <ol class="drops">
          {lessons.map((lesson) => (
            <Lesson lesson={lesson} />
          ))}
        </ol>
      </Card>
      <Card title="New learners, week by week">
        <Weeks weeks={weeks} />
      </Card>
    </>
  )
}

function Figure({ label, value, hint }: { label: string; value: number | string; hint?: string }) {
  return (
    <div class="card number">
      <dt class="hint">{label}</dt>
      <dd class="number-value">{value}</dd>
      {hint && <dd class="hint">{hint}</dd>}
    </div>
  )
}

function Lesson({
  lesson: { title, lessonType, percent, finished, begun, lost },
}: {
  lesson: Dropped
}) {
  return (
    <li class="drop">
      <span class="drop-title">
        <Icon name={TYPES[lessonType].icon} size={16} />
        <span class="truncate" dir="auto">
          {title}
        </span>
      </span>
      <progress value={percent} max={100} aria-label={`Finished ${title}`} />
      <span class="drop-percent">{percent} %</span>
      <span class="hint drop-words">
        {`${finished} finished`}
        {begun > finished && `, ${begun - finished} at it`}
        {lost > 0 && `, ${lost} fewer than before`}
      </span>
    </li>
  )
}

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' })

function Weeks({ weeks }: { weeks: Mine['weeks'] }) {
  const most = Math.max(1, ...weeks.map(({ count }) => count))
  return (
    <ol class="weeks">
      {weeks.map(({ week, count }) => (
        <li class="week">
          <span class="hint">{day.format(new Date(week))}</span>
          <progress value={count} max={most} aria-label={`Week of ${day.format(new Date(week))}`} />
          <span class="week-count">{count}</span>
        </li>
      ))}
    </ol>
  )
}
