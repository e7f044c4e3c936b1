import { Button } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Uploader } from '../../uploader/views.tsx'
import { type Folder, FolderField } from '../edit/folder/views.tsx'
import type { At } from '../list/rules.ts'
import { folderPath } from '../rules.ts'
import { MOST_AT_ONCE } from './drop/views.tsx'
import { FileForm } from './form/views.tsx'

type Shared = { at: At; name: string; folder: Folder | null; folders: Folder[] }

/** Many files into one folder; each lies there as soon as its bytes have come. */
export const NewFilesPage: Page<Shared, null> = {
  styles: ['resources.css'],
  title: () => 'Upload files',
  Body: ({ at, name, folder, folders }) => {
    const back = folderPath(at, folder?.id ?? null)
    return (
      <>
        <PageHead title="Upload files">
          Into <a href={folderPath(at, null)}>{name}</a>
        </PageHead>
        <form class="form card" action={folderPath(at, null)} method="get">
          {folders.length > 0 && <FolderField {...{ folders }} name="folder" value={folder?.id} />}
          <Uploader
            purpose="resource"
            community={at.slug}
            space={at.space}
            of={folder?.id}
            files={[]}
            most={MOST_AT_ONCE}
            keep={`shelf:${at.slug}/${at.space}/${folder?.id ?? ''}`}
            next={back}
          />
          <div class="form-actions">
            <Button>Done</Button>
          </div>
        </form>
        <noscript>
          <FileForm
            sent={{ purpose: 'resource', community: at.slug, space: at.space, back }}
            more={
              folders.length > 0 && <FolderField {...{ folders }} name="of" value={folder?.id} />
            }
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
