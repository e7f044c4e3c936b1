import { asset } from '../../../../ui/assets.ts'
import { Button, LinkButton } from '../../../../ui/button.tsx'
import { PageHead } from '../../../../ui/card.tsx'
import { TextareaField, TextField } from '../../../../ui/field.tsx'
import { ActionForm } from '../../../../ui/form.tsx'
import type { Errors, Typed } from '../../../../ui/input.ts'
import type { Page } from '../../../../ui/respond.tsx'
import { Slot } from '../../../../ui/slots.tsx'
import { KINDS, type QuestionKind } from '../../rules.ts'
import { KeyFields } from '../fields/views.tsx'
import { type Shared as Around, AuthoringCrumbs } from '../list/views.tsx'
import { MAX_LINE, MAX_PROMPT } from '../rules.ts'

type Shared = Around & {
  kind: QuestionKind
  /** null for one that is to be made */
  id: string | null
}

type Mine = { typed: Typed; errors: Errors }

/** One question with its key, for who builds the course. */
export const QuestionPage: Page<Shared, Mine> = {
  styles: ['learning.css'],
  title: ({ id }) => (id ? 'Edit the question' : 'New question'),
  Body: ({ kind, title, href, course }) => (
    <>
      <AuthoringCrumbs {...{ title, href, course }} />
      <PageHead title={KINDS[kind].name}>{`${KINDS[kind].what}.`}</PageHead>
      <Slot name="question" />
    </>
  ),
  mine: (mine, shared) => ({ question: <QuestionForm {...mine} {...shared} /> }),
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

function QuestionForm({ typed, errors, kind, id, href }: Shared & Mine) {
  const at = `${href}/quiz/questions`
  return (
    <ActionForm
      action={id ? `${at}/${id}` : `${at}?kind=${kind}`}
      method={id ? 'PATCH' : 'POST'}
      enhance={false}
      class="form card"
      data-script={asset('authoring.js')}
    >
      <TextareaField
        name="prompt"
        label="Question"
        value={text(typed.prompt)}
        error={errors.prompt}
        maxlength={MAX_PROMPT}
        hint="Markdown works here."
        required
        rows={3}
        dir="auto"
      />
      <KeyFields {...{ kind, typed, errors }} />
      <TextField
        name="points"
        label="Points"
        value={text(typed.points)}
        error={errors.points}
        inputmode="numeric"
        required
        class="input input-short"
      />
      <details class="tuck" open={Boolean(typed.whenRight || typed.whenWrong)}>
        <summary>Say something afterwards</summary>
        <TextField
          name="whenRight"
          label="When they are right"
          value={text(typed.whenRight)}
          error={errors.whenRight}
          maxlength={MAX_LINE}
          optional
          dir="auto"
        />
        <TextField
          name="whenWrong"
          label="When they are not"
          value={text(typed.whenWrong)}
          error={errors.whenWrong}
          maxlength={MAX_LINE}
          optional
          dir="auto"
        />
      </details>
      <div class="form-actions">
        <Button look="primary">{id ? 'Save' : 'Add the question'}</Button>
        <LinkButton look="plain" href={`${href}/quiz/edit`}>
          Cancel
        </LinkButton>
      </div>
    </ActionForm>
  )
}
