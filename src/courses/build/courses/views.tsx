import { Button, LinkButton } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { TextareaField, TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { MAX_TITLE } from '../rules.ts'
import { MAX_DESCRIPTION } from './rules.ts'

type Shared = { slug: string; space: { slug: string; name: string } }
type Mine = { errors?: Errors; typed?: Typed }

/** A new course: a title is enough, all else comes later. */
export const NewCoursePage: Page<Shared, Mine> = {
  styles: ['building.css'],
  title: () => 'New course',
  scripts: ['build.js'],
  Body: ({ slug, space }) => (
    <>
      <PageHead
        title="New course"
        actions={
          <LinkButton icon="upload" href={`/${slug}/s/${space.slug}/courses/import`}>
            Import one
          </LinkButton>
        }
      >
        In <a href={`/${slug}/s/${space.slug}`}>{space.name}</a>. Nobody sees it before you publish
        it.
      </PageHead>
      <Slot name="course-form" />
    </>
  ),
  mine: ({ errors = {}, typed = {} }, { slug, space }) => ({
    'course-form': (
      <ActionForm action={`/${slug}/s/${space.slug}/courses`} class="form card" enhance={false}>
        <input type="hidden" name="timeZone" value="UTC" data-zone />
        <TextField
          name="title"
          label="What is it called?"
          required
          maxlength={MAX_TITLE}
          value={String(typed.title ?? '')}
          error={errors.title}
          autocomplete="off"
          placeholder="Sourdough in six lessons"
        />
        <TextareaField
          name="description"
          label="What will people be able to do after it?"
          optional
          rows={4}
          maxlength={MAX_DESCRIPTION}
          value={String(typed.description ?? '')}
          error={errors.description}
          hint="Markdown works."
        />
        <div class="form-actions">
          <Button look="primary">Make the course</Button>
          <LinkButton look="plain" href={`/${slug}/s/${space.slug}`}>
            Cancel
          </LinkButton>
        </div>
      </ActionForm>
    ),
  }),
}
