import { Button } from '../../../ui/button.tsx'
import { Card, PageHead } from '../../../ui/card.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, MenuAction } from '../../../ui/menu.tsx'
import { PersonRow } from '../../../ui/person.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { Time } from '../../../ui/time.tsx'
import { CourseProgress } from '../../learning/views.tsx'
import type { ModuleRow, StepRow } from '../../outline/queries.ts'
import { clockText } from '../../quizzes/words/rules.ts'
import { CourseCrumbs } from '../crumbs/views.tsx'
import type { LearnerRow } from '../list/queries.ts'
import type { DoneRow } from './queries.ts'

type Shared = { href: string; course: { title: string } }
type Mine = {
  learner: LearnerRow
  steps: StepRow[]
  modules: ModuleRow[]
  progress: DoneRow[]
  now: Date
}

/** One learner in a course, lesson by lesson, for who looks after it. */
export const PersonPage: Page<Shared, Mine> = {
  styles: ['courses.css', 'learning.css'],
  title: ({ course }) => `Learner: ${course.title}`,
  Body: ({ href, course }) => (
    <>
      <CourseCrumbs {...{ href, course }} on={{ href: `${href}/people`, label: 'Learners' }} />
      <PageHead title="Learner" />
      <Slot name="learner" />
    </>
  ),
  mine: (mine, { href }) => ({ learner: <Learner {...mine} href={href} /> }),
}

function Learner({ href, learner, steps, modules, progress, now }: Mine & { href: string }) {
  const at = `${href}/people/${learner.person.username}`
  const { enrolledAt, completedAt, leftAt } = learner
  return (
    <>
      <PersonRow
        person={learner.person}
        action={
          <Menu label="More to do here">
            <MenuAction
              action={`${at}/progress`}
              method="DELETE"
              icon="history"
              danger
              enhance={false}
              confirm="Have them begin the whole course anew? Their attempts go, and a certificate stops counting."
            >
              Reset the whole course
            </MenuAction>
          </Menu>
        }
      />
      <p class="facts">
        <span>
          Enrolled <Time at={enrolledAt} now={now} />
        </span>
        {completedAt && (
          <span>
            finished <Time at={completedAt} now={now} />
          </span>
        )}
        {leftAt && (
          <span>
            left <Time at={leftAt} now={now} />
          </span>
        )}
      </p>
      <CourseProgress done={learner.done} total={learner.total} />
      {modules.map((module) => {
        const own = steps.filter(
          ({ moduleId, publishedAt }) => moduleId === module.id && publishedAt,
        )
        return (
          own.length > 0 && (
            <Card title={module.title}>
              <ol class="rows">
                {own.map((step) => (
                  <Lesson
                    {...{ at, step, now }}
                    row={progress.find(({ lessonId }) => lessonId === step.id)}
                  />
                ))}
              </ol>
            </Card>
          )
        )
      })}
    </>
  )
}

type LessonProps = { at: string; step: StepRow; row: DoneRow | undefined; now: Date }

function Lesson({ at, step, row, now }: LessonProps) {
  const action = `${at}/lessons/${step.id}/done`
  const done = row?.completedAt
  return (
    <li class="row">
      <span class={done ? 'lesson-mark lesson-done' : 'lesson-mark lesson-open'}>
        {done && <Icon name="check" size={16} />}
      </span>
      <div class="row-words">
        <div class="row-title" dir="auto">
          {step.title}
        </div>
        <div class="hint">
          {done ? (
            <>
              Done <Time at={done} now={now} />
            </>
          ) : row?.progressSeconds ? (
            `Played to ${clockText(row.progressSeconds)}`
          ) : (
            'Not done'
          )}
        </div>
      </div>
      <ActionForm action={action} method={row ? 'DELETE' : 'PUT'} enhance={false}>
        <Button
          size="small"
          look="plain"
          aria-label={`${row ? 'Reset' : 'Count as done'}: ${step.title}`}
        >
          {row ? 'Reset' : 'Count as done'}
        </Button>
      </ActionForm>
    </li>
  )
}
