import { Button } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { Choices, Radio } from '../../../ui/choice.tsx'
import { TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { AuthoringCrumbs, type Shared } from '../../quizzes/authoring/list/views.tsx'
import { MAX_POINTS, TAKES } from '../rules.ts'

type Mine = { typed: Typed; errors: Errors }

/** What an assignment takes and gives, for who builds the course. */
export const TaskPage: Page<Shared, Mine> = {
  styles: ['learning.css'],
  title: ({ title }) => `Assignment: ${title}`,
  Body: ({ title, href, course }) => (
    <>
      <AuthoringCrumbs {...{ title, href, course }} />
      <PageHead title="Assignment">What they hand in, and when it is done.</PageHead>
      <Slot name="task" />
    </>
  ),
  mine: ({ typed, errors }, { href }) => ({
    task: (
      <ActionForm action={`${href}/assignment`} method="PATCH" enhance={false} class="form">
        <Choices label="They hand in" error={errors.takes}>
          {Object.entries(TAKES).map(([value, label]) => (
            <Radio name="takes" value={value} label={label} checked={typed.takes === value} />
          ))}
        </Choices>
        <Choices label="It is done" error={errors.doneWhen}>
          <Radio
            name="doneWhen"
            value="accepted"
            label="When it has been accepted"
            hint="You look at each, accept it or return it for changes."
            checked={typed.doneWhen === 'accepted'}
          />
          <Radio
            name="doneWhen"
            value="submitted"
            label="When it is handed in"
            hint="They can go on at once; you can still give feedback."
            checked={typed.doneWhen === 'submitted'}
          />
        </Choices>
        <TextField
          name="points"
          label="Points"
          value={String(typed.points ?? '')}
          error={errors.points}
          hint={`Up to ${MAX_POINTS}; empty: no points are given.`}
          inputmode="numeric"
          optional
        />
        <div class="form-actions">
          <Button look="primary">Save</Button>
        </div>
      </ActionForm>
    ),
  }),
}
