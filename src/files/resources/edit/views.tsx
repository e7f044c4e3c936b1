import { Button, LinkButton } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { SelectField, TextareaField, TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { Uploader } from '../../uploader/views.tsx'
import { FileForm } from '../add/views.tsx'
import type { At, Item } from '../list/rules.ts'
import { folderPath, MAX_DESCRIPTION, MAX_TITLE } from '../rules.ts'

type Folder = { id: string; path: string }
type Shared = { at: At; name: string; folders: Folder[] }
type Mine = { errors?: Errors; typed: Typed }

const words = { folder: 'folder', link: 'link', file: 'file' }

/** A new folder or link. */
export const NewResourcePage: Page<Shared & { kind: 'folder' | 'link' }, Mine> = {
  title: ({ kind }) => `New ${kind}`,
  Body: ({ at, name, kind }) => (
    <>
      <PageHead title={`New ${words[kind]}`}>
        In <a href={folderPath(at, null)}>{name}</a>
      </PageHead>
      <Slot name="resource-form" />
    </>
  ),
  mine: ({ errors = {}, typed }, { at, folders, kind }) => ({
    'resource-form': (
      <ActionForm action={`/${at.slug}/s/${at.space}/resources`} class="form card" enhance={false}>
        <input type="hidden" name="kind" value={kind} />
        <Problem errors={errors} />
        {kind === 'link' && <AddressField {...{ errors, typed }} />}
        <Fields {...{ errors, typed, folders }} />
        <div class="form-actions">
          <Button look="primary">{kind === 'folder' ? 'Make the folder' : 'Add the link'}</Button>
          <LinkButton look="plain" href={folderPath(at, said(typed.folder) || null)}>
            Cancel
          </LinkButton>
        </div>
      </ActionForm>
    ),
  }),
}

/** Everything that can be changed of one thing. */
export const EditResourcePage: Page<Shared & { item: Item }, Mine> = {
  title: ({ item }) => `Edit ${item.title}`,
  Body: ({ item }) => (
    <>
      <PageHead title={`Edit the ${words[item.kind]}`} />
      <Slot name="resource-form" />
      <Slot name="resource-replace" />
    </>
  ),
  mine: ({ errors = {}, typed }, { at, folders, item }) => ({
    'resource-form': (
      <ActionForm
        action={`/${at.slug}/s/${at.space}/resources/${item.id}`}
        method="PATCH"
        class="form card"
        enhance={false}
      >
        <Problem errors={errors} />
        {item.kind === 'link' && <AddressField {...{ errors, typed }} />}
        <Fields {...{ errors, typed, folders }} />
        <div class="form-actions">
          <Button look="primary">Save</Button>
          <LinkButton look="plain" href={item.href}>
            Cancel
          </LinkButton>
        </div>
      </ActionForm>
    ),
    'resource-replace': item.file && <ReplaceForm {...{ at, item }} file={item.file.id} />,
  }),
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '')

const Problem = ({ errors }: { errors: Errors }) =>
  errors.form ? <Notice kind="error">{errors.form}</Notice> : null

type FieldsProps = { errors: Errors; typed: Typed }

const AddressField = ({ errors, typed }: FieldsProps) => (
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

function Fields({ errors, typed, folders }: FieldsProps & { folders: Folder[] }) {
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

/** Other bytes under the same address. */
function ReplaceForm({ at, item, file }: { at: At; item: Item; file: string }) {
  const place = { community: at.slug, space: at.space, replaces: file }
  const hint = 'Its address, its title and its place stay.'
  return (
    <>
      <form class="form card" action={item.href} method="get">
        <h2 class="card-title">Replace the file</h2>
        <p class="hint">{hint}</p>
        <Uploader
          {...place}
          purpose="resource"
          files={[]}
          most={1}
          keep={`replaced:${file}`}
          next={item.href}
        />
      </form>
      <noscript>
        <FileForm
          title="Replace the file"
          sent={{ purpose: 'resource', ...place, back: item.href }}
          label="The new file"
          hint={hint}
        >
          Replace it
        </FileForm>
      </noscript>
    </>
  )
}
