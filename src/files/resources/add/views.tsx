import { Button, LinkButton } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { Field } from '../../../ui/field.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { MAX_FORM, sizeOf } from '../../rules.ts'
import { Uploader } from '../../uploader/views.tsx'
import type { At } from '../list/rules.ts'
import { folderPath } from '../rules.ts'

/** Files at once; more can follow. */
const MOST = 100

type Shared = { at: At; name: string; folder: { id: string; path: string } | null }

/** Many files into one folder; each lies there as soon as its bytes have come. */
export const NewFilesPage: Page<Shared, null> = {
  title: () => 'Upload files',
  Body: ({ at, name, folder }) => {
    const back = folderPath(at, folder?.id ?? null)
    return (
      <>
        <PageHead title="Upload files">
          Into <a href={back}>{folder ? `${name} / ${folder.path}` : name}</a>
        </PageHead>
        <form class="form card" action={back} method="get">
          <Uploader
            purpose="resource"
            community={at.slug}
            space={at.space}
            of={folder?.id}
            files={[]}
            most={MOST}
            keep={`shelf:${at.slug}/${at.space}/${folder?.id ?? ''}`}
            next={back}
          />
          <div class="form-actions">
            <LinkButton href={back}>Back</LinkButton>
          </div>
        </form>
        <noscript>
          <FileForm
            sent={{
              ...{ purpose: 'resource', community: at.slug, space: at.space, back },
              ...(folder && { of: folder.id }),
            }}
            label="A file"
            hint="One at a time."
          >
            Upload
          </FileForm>
        </noscript>
      </>
    )
  },
}

type FormProps = {
  /** the hidden fields of the claim */
  sent: Record<string, string>
  title?: string
  label: string
  hint: string
  accept?: string
  children: string
}

/** One file by a plain form, as far as one goes. */
export function FileForm({ sent, title, label, hint, accept, children }: FormProps) {
  const id = `file-${sent.purpose}`
  return (
    <form action="/files" method="post" enctype="multipart/form-data" class="form card">
      {title && <h2 class="card-title">{title}</h2>}
      {Object.entries(sent).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Field label={label} name="file" id={id} hint={`${hint} Up to ${sizeOf(MAX_FORM)}.`}>
        <input
          class="input"
          type="file"
          name="file"
          id={id}
          accept={accept}
          required
          aria-describedby={`${id}-hint`}
        />
      </Field>
      <div class="form-actions">
        <Button>{children}</Button>
      </div>
    </form>
  )
}
