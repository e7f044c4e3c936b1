import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { TextareaField, TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { MAX_DESCRIPTION, MAX_NAME } from '../settings/rules.ts'
import { MAX_SLUG } from './rules.ts'

type Mine = { errors?: Errors; typed?: Typed }

/** Where a community begins: a name is all it takes. */
export const FoundingPage: Page<{ host: string }, Mine> = {
  title: () => 'New community',
  Body: () => (
    <>
      <PageHead title="Start a community">
        A name is enough. You can change everything later but its address.
      </PageHead>
      <Slot name="founding-form" />
    </>
  ),
  mine: (mine, { host }) => ({ 'founding-form': <FoundingForm host={host} {...mine} /> }),
}

function FoundingForm({ host, errors = {}, typed = {} }: Mine & { host: string }) {
  const live = {
    'hx-get': '/communities/slug',
    'hx-trigger': 'input changed delay:250ms',
    'hx-include': 'closest form',
    'hx-target': '#slug-check',
    'hx-swap': 'outerHTML',
  }
  return (
    <ActionForm action="/communities" class="form card" enhance={false}>
      <TextField
        name="name"
        label="Name"
        required
        maxlength={MAX_NAME}
        value={String(typed.name ?? '')}
        error={errors.name}
        autocomplete="off"
        {...live}
      />
      <div class="field">
        <TextField
          name="slug"
          label="Address"
          optional
          prefix={`${host}/`}
          maxlength={MAX_SLUG}
          value={String(typed.slug ?? '')}
          error={errors.slug}
          hint="Leave it empty to take it from the name."
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          {...live}
        />
        <SlugCheck />
      </div>
      <TextareaField
        name="description"
        label="What is it about?"
        optional
        maxlength={MAX_DESCRIPTION}
        value={String(typed.description ?? '')}
        error={errors.description}
        hint="One or two sentences that make the right people want to come in."
      />
      <div class="form-actions">
        <Button look="primary" size="large">
          Start it
        </Button>
      </div>
    </ActionForm>
  )
}

type Check = { slug?: string; problem?: string }

/** What the live check says of an address: free, or what is the matter with it. */
export function SlugCheck({ slug, problem }: Check) {
  return (
    <output id="slug-check" class={problem ? 'field-error' : 'hint flex min-h-5 gap-1.5'}>
      {slug && <Icon name={problem ? 'error' : 'check'} size={16} />}
      {slug && <span>{problem ?? `/${slug} is free.`}</span>}
    </output>
  )
}
