import { Badge } from '../../../ui/badge.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import { TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { PersonRow } from '../../../ui/person.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Time } from '../../../ui/time.tsx'
import { type BuildCourse, BuildHead } from '../../build/head/views.tsx'
import { percentDone } from '../../learning/rules.ts'
import type { LearnerRow } from './queries.ts'
import { STATES, type State } from './rules.ts'

type Shared = { slug: string; href: string; course: BuildCourse }
type Mine = { people: LearnerRow[]; state: State; q: string; next: string | null; now: Date }

/** Who learns in a course and how far they are, for who looks after it. */
export const PeoplePage: Page<Shared, Mine> = {
  styles: ['building.css', 'learning.css'],
  title: ({ course }) => `Learners: ${course.title}`,
  Body: ({ slug, course }) => (
    <>
      <BuildHead {...{ slug, course }} current="people" />
      <Slot name="people" />
    </>
  ),
  mine: (mine, { href }) => ({ people: <People {...mine} at={`${href}/people`} /> }),
}

function People({ at, people, state, q, next, now }: Mine & { at: string }) {
  return (
    <>
      <Tabs
        label="Learners"
        tabs={Object.entries(STATES).map(([key, label]) => ({
          href: `${at}?state=${key}`,
          label,
          current: key === state,
        }))}
      />
      <ActionForm action={at} method="GET" enhance={false} class="search-line">
        <input type="hidden" name="state" value={state} />
        <TextField
          name="q"
          label="Search by name"
          bare
          placeholder="Search by name"
          value={q}
          type="search"
        />
        <Button icon="search" label="Search" />
        <LinkButton icon="download" href={`${at}/export`} download label="Export all as CSV" />
      </ActionForm>
      {people.length === 0 ? (
        <EmptyState icon="users" title={q ? 'Nobody by that name' : 'Nobody is here yet'}>
          Whoever starts the course appears here, with how far they are.
        </EmptyState>
      ) : (
        <div class="rows" id="people">
          {people.map((row) => (
            <Learner {...{ at, row, now }} />
          ))}
          <Pager href={next} list="people" />
        </div>
      )}
    </>
  )
}

function Learner({ at, row, now }: { at: string; row: LearnerRow; now: Date }) {
  const { person, done, total, completedAt, leftAt, enrolledAt, lastAt } = row
  return (
    <PersonRow
      person={person}
      badge={
        leftAt ? (
          <Badge>Left</Badge>
        ) : completedAt ? (
          <Badge tone="green">Finished</Badge>
        ) : undefined
      }
      line={
        <>
          {`${done} of ${total} lessons, since `}
          <Time at={enrolledAt} now={now} />
          {lastAt !== null && (
            <>
              , last <Time at={new Date(lastAt)} now={now} />
            </>
          )}
        </>
      }
      action={
        <span class="learner-end">
          <span class="learner-percent">{percentDone(done, total)} %</span>
          <LinkButton size="small" href={`${at}/${person.username}`}>
            Look
          </LinkButton>
        </span>
      }
    />
  )
}
