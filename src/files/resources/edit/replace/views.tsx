import { Button } from '../../../../ui/button.tsx'
import { Uploader } from '../../../uploader/views.tsx'
import { FileForm } from '../../add/form/views.tsx'
import type { At, Item } from '../../list/rules.ts'

/** Other bytes under the same address. */
export function ReplaceForm({ at, item, file }: { at: At; item: Item; file: string }) {
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
        <div class="form-actions">
          <Button>Done</Button>
        </div>
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
