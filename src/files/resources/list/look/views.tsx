import { LinkButton } from '../../../../ui/button.tsx'
import { folderPath, type Look } from '../../rules.ts'
import type { Shelf } from '../rules.ts'

type LookProps = Pick<Shelf, 'at' | 'folder' | 'items' | 'look'>

/** List or grid, and all as a zip. Which is current decides how the list after it is drawn. */
export function LookSwitch({ at, folder, items, look }: LookProps) {
  if (items.length === 0) return null
  const to = (view: Look) => `${here}${here.includes('?') ? '&' : '?'}view=${view}`
  const here = folderPath(at, folder?.id ?? null)
  const hasFiles = items.some(({ kind }) => kind !== 'link')
  return (
    <div class="looks" data-look={look}>
      {hasFiles && (
        <LinkButton
          look="plain"
          size="small"
          icon="download"
          label="Download all as a zip"
          href={`/${at.slug}/s/${at.space}/zip${folder ? `?folder=${folder.id}` : ''}`}
        />
      )}
      {(['list', 'grid'] as const).map((view) => (
        <LinkButton
          look="plain"
          size="small"
          icon={view}
          label={view === 'list' ? 'As a list' : 'As a grid'}
          href={to(view)}
          data-view={view}
          aria-current={view === look ? 'true' : undefined}
        />
      ))}
    </div>
  )
}
