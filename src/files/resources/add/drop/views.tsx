import { Uploader } from '../../../uploader/views.tsx'
import type { At, Crumb } from '../../list/rules.ts'
import { folderPath } from '../../rules.ts'

/** Files at once; more can follow. */
export const MOST_AT_ONCE = 100

/**
 * Takes files that are dropped on a shelf: on one of its folders into that, anywhere else into what
 * is open. There is nothing to see of it until then.
 */
export function DropForm({ at, folder }: { at: At; folder: Crumb | null }) {
  const here = folderPath(at, folder?.id ?? null)
  return (
    <form class="shelf-drop" action={here} method="get">
      <Uploader
        purpose="resource"
        community={at.slug}
        space={at.space}
        of={folder?.id}
        files={[]}
        most={MOST_AT_ONCE}
        keep={`shelf:${at.slug}/${at.space}/${folder?.id ?? ''}`}
        next={here}
      />
      <button type="submit" hidden>
        Done
      </button>
    </form>
  )
}
