import { TextareaField, TextField } from '../../../../ui/field.tsx'
import type { Errors, Typed } from '../../../../ui/input.ts'
import { Notice } from '../../../../ui/notice.tsx'
import { MAX_DESCRIPTION, MAX_TITLE } from '../../rules.ts'
import { type Folder, FolderField } from '../folder/views.tsx'

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
      <FolderField
        name="folder"
        value={said(typed.folder)}
        error={errors.folder}
        folders={folders}
      />
    </>
  )
}
