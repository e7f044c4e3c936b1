import { newId } from '../../db/columns.ts'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { Choices, Radio } from '../../ui/choice.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { eventPath } from '../rules.ts'
import { AgainFields } from './fields/again/views.tsx'
import { MainFields } from './fields/views.tsx'
import { WhenFields } from './fields/when/views.tsx'
import { WhereFields } from './fields/where/views.tsx'

type At = { slug: string; space: string }

type Shared = {
  at: At
  name: string
  /** null for one that is to be */
  row: { id: string; title: string; isPublished: boolean; isSeries: boolean } | null
}

type Mine = { typed?: Typed; errors?: Errors }

/** Where an event is planned or changed. */
export const EventFormPage: Page<Shared, Mine> = {
  title: ({ row }) => (row ? `Change ${row.title}` : 'Plan an event'),
  scripts: ['posts.js', 'events.js'],
  Body: ({ name, row }) => (
    <>
      <PageHead title={row ? 'Change the event' : 'Plan an event'}>{name}</PageHead>
      <Slot name="event-form" />
    </>
  ),
  mine: (mine, shared) => ({ 'event-form': <EventForm {...shared} {...mine} /> }),
}

function EventForm({ at, row, typed = {}, errors = {} }: Shared & Mine) {
  const fields = { at, typed, errors, id: row?.id ?? null }
  const base = `/${at.slug}/s/${at.space}/events`
  return (
    <ActionForm
      class="form event-form"
      action={row ? eventPath(at, row.id) : base}
      method={row ? 'PATCH' : 'POST'}
      enhance={false}
      autocomplete="off"
    >
      {/* Enter in a field presses the form's first button, which must not be the preview's */}
      <button
        type="submit"
        class="sr-only"
        tabindex={-1}
        name={row ? undefined : 'publish'}
        value={row ? undefined : 'false'}
      >
        Save
      </button>
      {errors.form && <Notice kind="error">{errors.form}</Notice>}
      {!row && <input type="hidden" name="id" value={newId()} />}
      <MainFields {...fields} />
      <WhenFields {...fields} />
      <AgainFields {...fields} />
      <WhereFields {...fields} />
      {row?.isSeries && <Which typed={typed} />}
      <div class="form-actions">
        {row ? (
          <Button look="primary">Save</Button>
        ) : (
          <>
            <Button look="primary" name="publish" value="true">
              Publish
            </Button>
            <Button name="publish" value="false">
              Keep as a draft
            </Button>
          </>
        )}
      </div>
    </ActionForm>
  )
}

const SCOPES = [
  { value: 'this', label: 'This one alone' },
  { value: 'following', label: 'This one and those that follow' },
  { value: 'all', label: 'All of the series', hint: 'What has been keeps its time.' },
]

function Which({ typed }: { typed: Typed }) {
  const chosen = SCOPES.find(({ value }) => value === typed.scope)?.value ?? 'this'
  return (
    <Choices label="What do you change?">
      {SCOPES.map((one) => (
        <Radio name="scope" {...one} checked={one.value === chosen} />
      ))}
    </Choices>
  )
}
