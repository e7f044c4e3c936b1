import { MAX_ADDRESS } from '../../../../communities/settings/rules.ts'
import { SelectField, TextareaField, TextField } from '../../../../ui/field.tsx'
import type { Errors, Typed } from '../../../../ui/input.ts'
import { PictureField } from '../../../../ui/picture.tsx'
import { coursePath } from '../../../rules.ts'
import { MAX_DESCRIPTION } from '../../courses/rules.ts'
import { MAX_TITLE } from '../../rules.ts'
import type { SettingsShared } from '../views.tsx'

export type PartProps = { shared: SettingsShared; errors: Errors; typed: Typed }

/** What a course is called, and how it shows itself. */
export function About({ shared: { slug, course, spaces }, errors, typed }: PartProps) {
  const shown = { ...course, ...typed }
  return (
    <>
      <TextField
        name="title"
        label="Title"
        required
        maxlength={MAX_TITLE}
        value={String(shown.title)}
        error={errors.title}
      />
      <TextareaField
        name="description"
        label="What will people be able to do after it?"
        optional
        rows={5}
        maxlength={MAX_DESCRIPTION}
        value={String(shown.description)}
        error={errors.description}
        hint="Markdown works."
      />
      <PictureField
        name="coverUrl"
        label="Cover"
        purpose="course"
        community={slug}
        space={course.space.slug}
        value={shown.coverUrl ?? ''}
        error={errors.coverUrl}
        max={MAX_ADDRESS}
        back={`${coursePath(slug, course.id)}/settings?coverUrl=`}
        hint="Of a picture sixteen wide and nine high."
      />
      {spaces.length > 1 && (
        <SelectField
          name="space"
          label="Space"
          value={typeof shown.space === 'string' ? shown.space : course.space.slug}
          error={errors.space}
          options={spaces.map((space) => ({ value: space.slug, label: space.name }))}
        />
      )}
    </>
  )
}
