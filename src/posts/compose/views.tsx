import type { Attached } from '../../files/attached/rules.ts'
import { Uploader } from '../../files/uploader/views.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ActionForm } from '../../ui/form.tsx'
import type { Errors, Typed } from '../../ui/input.ts'
import { Notice } from '../../ui/notice.tsx'
import { PersonRow } from '../../ui/person.tsx'
import { Prose } from '../../ui/prose.tsx'
import type { Page } from '../../ui/respond.tsx'
import { Slot } from '../../ui/slots.tsx'
import { attachmentError, MAX_ATTACHMENTS } from '../attachments/rules.ts'
import { Editor } from '../editor/views.tsx'
import { MoreFields } from './more/views.tsx'
import { MAX_CONTENT, MAX_TITLE } from './rules.ts'

type Shared = { slug: string; heading: string }

export type Mine = {
  action: string
  method: 'POST' | 'PATCH'
  draft: string
  /** where uploads without a script come back to */
  back: string
  /** what is attached, or is to be */
  files: Attached[]
  typed: Typed
  errors: Errors
  /** where it may be posted; empty for a post that has its place */
  spaces: { slug: string; name: string; emoji: string }[]
  space: string
  /** of the post to be, so that sending the form twice posts once */
  id: string | null
  /** a poll and a time can be set as long as it has not appeared */
  isOut: boolean
}

/** Where a post is written or changed: all of it is the viewer's own. */
export const ComposePage: Page<Shared, Mine> = {
  title: ({ heading }) => heading,
  scripts: ['posts.js'],
  Body: ({ slug, heading }) => (
    <>
      <PageHead
        title={heading}
        actions={
          <LinkButton href={`/${slug}/scheduled`} look="plain" icon="clock">
            Scheduled
          </LinkButton>
        }
      />
      <Slot name="compose" />
    </>
  ),
  mine: (mine, { slug }) => ({ compose: <ComposeForm {...mine} slug={slug} /> }),
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function ComposeForm({
  slug,
  action,
  method,
  draft,
  back,
  files,
  id,
  ...mine
}: Mine & { slug: string }) {
  const { typed, errors, spaces, space, isOut } = mine
  if (method === 'POST' && !spaces.length)
    return (
      <EmptyState icon="discussion" title="There is no space to post in yet">
        Once a space for discussions is open to you, you can write here.
      </EmptyState>
    )
  return (
    <ActionForm class="form" action={action} method={method} enhance={false} autocomplete="off">
      {/* Enter in the title presses the form's first button, which must not be the preview's */}
      <button type="submit" class="sr-only" tabindex={-1}>
        {isOut ? 'Save' : 'Post'}
      </button>
      {errors.form && <Notice kind="error">{errors.form}</Notice>}
      {id && <input type="hidden" name="id" value={id} />}
      {spaces.length > 0 && (
        <SelectField
          label="Space"
          name="space"
          value={text(typed.space) || space}
          error={errors.space}
          options={spaces.map((one) => ({
            value: one.slug,
            label: `${one.emoji} ${one.name}`.trim(),
          }))}
        />
      )}
      <TextField
        label="Title"
        name="title"
        optional
        value={text(typed.title)}
        error={errors.title}
        maxlength={MAX_TITLE}
        dir="auto"
      />
      <Editor
        community={slug}
        space={space}
        draft={draft}
        bare
        label="Text"
        id="content"
        optional={files.length > 0}
        value={text(typed.content)}
        error={errors.content}
        rows={10}
        max={MAX_CONTENT}
        placeholder="What would you like to say? Markdown works."
      />
      <Uploader
        community={slug}
        space={space}
        files={files}
        most={MAX_ATTACHMENTS}
        keep={draft}
        back={[back, ...files.map((file) => `${file.id}&file=`)].join('')}
        error={attachmentError(errors)}
      />
      <MoreFields typed={typed} errors={errors} isOut={isOut} />
      <div class="form-actions">
        <Button look="primary">{isOut ? 'Save' : 'Post'}</Button>
      </div>
    </ActionForm>
  )
}

/** What a text will look like, for browsers without a script. */
export const PreviewPage: Page<{ html: string }, null> = {
  title: () => 'Preview',
  Body: ({ html }) => (
    <>
      <PageHead title="Preview">Close this tab to go on writing.</PageHead>
      <article class="card">
        <Prose html={html} />
      </article>
    </>
  ),
}

type People = {
  people: { username: string; fullName: string; avatarUrl: string | null }[]
}

/** Who can be mentioned; the editor reads it as JSON. */
export const MentionsPage: Page<People, null> = {
  title: () => 'People to mention',
  Body: ({ people }) => (
    <>
      <PageHead title="People to mention" />
      <div class="rows">
        {people.map((person) => (
          <PersonRow person={person} />
        ))}
      </div>
    </>
  ),
}
