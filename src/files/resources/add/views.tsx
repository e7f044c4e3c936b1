import { Button } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Uploader } from '../../uploader/views.tsx'
import type { At } from '../list/rules.ts'
import { folderPath } from '../rules.ts'
import { FileForm } from './form/views.tsx'

/** Files at once; more can follow. */
const MOST = 100

type Shared = { at: At; name: string; folder: { id: string; path: string } | null }

/** Many files into one folder; each lies there as soon as its bytes have come. */
export const NewFilesPage: Page<Shared, null> = {
  styles: ['resources.css'],
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
          {folder && <input type="hidden" name="folder" value={folder.id} />}
          <div class="form-actions">
            <Button>Done</Button>
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
