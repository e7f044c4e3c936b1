import { MAX_ADDRESS } from '../../../communities/settings/rules.ts'
import { Editor } from '../../../posts/editor/views.tsx'
import { TextField } from '../../../ui/field.tsx'
import { PictureField } from '../../../ui/picture.tsx'
import { MAX_DESCRIPTION, MAX_TITLE } from '../rules.ts'
import { type FieldsProps, text } from './rules.ts'

/** What it is, and how it looks. */
export function MainFields({ at, id, typed, errors }: FieldsProps) {
  const base = `/${at.slug}/s/${at.space}/events`
  return (
    <>
      <TextField
        name="title"
        label="What is it called?"
        required
        maxlength={MAX_TITLE}
        value={text(typed.title)}
        error={errors.title}
        dir="auto"
      />
      <PictureField
        label="Cover"
        name="coverUrl"
        purpose="event"
        community={at.slug}
        space={at.space}
        back={`${id ? `${base}/${id}/edit` : `${base}/new`}?coverUrl=`}
        value={text(typed.coverUrl)}
        error={errors.coverUrl}
        hint="It is shown across the top, and small in the calendar."
        max={MAX_ADDRESS}
      />
      <Editor
        community={at.slug}
        space={at.space}
        label="What is it about?"
        bare
        placeholder="What is it about? Markdown works."
        id="description"
        name="description"
        value={text(typed.description)}
        error={errors.description}
        rows={8}
        max={MAX_DESCRIPTION}
        optional
      />
    </>
  )
}
