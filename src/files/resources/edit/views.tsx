import { Button, LinkButton } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import type { Errors, Typed } from '../../../ui/input.ts'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import type { At, Item } from '../list/rules.ts'
import { folderPath } from '../rules.ts'
import { AddressField, Fields, Problem, said } from './fields/views.tsx'
import type { Folder } from './folder/views.tsx'
import { ReplaceForm } from './replace/views.tsx'

type Shared = { at: At; name: string; folders: Folder[] }
type Mine = { errors?: Errors; typed: Typed }

const words = { folder: 'folder', link: 'link', file: 'file' }

/** A new folder or link. */
export const NewResourcePage: Page<Shared & { kind: 'folder' | 'link' }, Mine> = {
  styles: ['resources.css'],
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
  styles: ['resources.css'],
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
