import { SelectField, TextareaField, TextField } from '../../../../ui/field.tsx'
import type { Errors, Typed } from '../../../../ui/input.ts'
import { Notice } from '../../../../ui/notice.tsx'
import { MAX_DESCRIPTION, MAX_TITLE } from '../../rules.ts'

export type Folder = { id: string; path: string }

export const said = (value: unknown): string => (typeof value === 'string' ? value : '')

export const Problem = ({ errors }: { errors: Errors }) =>
  errors.form ? <Notice kind="error">{errors.form}</Notice> : null

type FieldsProps = { errors: Errors; typed: Typed }

export const AddressField = ({ errors, typed }: FieldsProps) => (
  <TextField
    name="url"
    label="Address"
    inputmode="url"
    value={said(typed.url)}
    error={errors.url}
    placeholder="https://"
    required
    autocomplete="off"
  />
)

export function Fields({ errors, typed, folders }: FieldsProps & { folders: Folder[] }) {
  const places = folders.map(({ id, path }) => ({ value: id, label: path }))
  return (
    <>
      <TextField
        name="title"
        label="Title"
        value={said(typed.title)}
        error={errors.title}
        maxlength={MAX_TITLE}
        required
        autocomplete="off"
      />
      <TextareaField
        name="description"
        label="Description"
        optional
        hint="What it is for. Markdown works."
        value={said(typed.description)}
        error={errors.description}
        maxlength={MAX_DESCRIPTION}
      />
      <TextField
        name="pictureUrl"
        label="Picture"
        optional
        hint="The address of a picture to know it by."
        value={said(typed.pictureUrl)}
        error={errors.pictureUrl}
        placeholder="https://"
        autocomplete="off"
      />
      <SelectField
        name="folder"
        label="Folder"
        value={said(typed.folder)}
        error={errors.folder}
        options={[{ value: '', label: 'None: at the top' }, ...places]}
      />
    </>
  )
}
