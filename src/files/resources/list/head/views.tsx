import { PageHead } from '../../../../ui/card.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { Slot } from '../../../../ui/slots.tsx'
import { folderPath } from '../../rules.ts'
import type { At, Crumb, Shelf } from '../rules.ts'

/** The way from the space to a folder. */
export function Crumbs({ at, name, around }: { at: At; name: string; around: Crumb[] }) {
  return (
    <nav class="crumbs" aria-label="Folders around this one">
      <a href={folderPath(at, null)} dir="auto">
        {name}
      </a>
      {around.map(({ id, title }) => (
        <>
          <Icon name="right" size={16} />
          <a href={folderPath(at, id)} dir="auto">
            {title}
          </a>
        </>
      ))}
    </nav>
  )
}

type HeadProps = Pick<Shelf, 'at' | 'folder' | 'around'> & { name: string }

/** The head of a folder; the space itself has its own. @param name of the space */
export const FolderHead = ({ at, folder, around, name }: HeadProps) => (
  <div class="shelf-head">
    <Crumbs {...{ at, name, around }} />
    <PageHead
      title={folder?.title}
      glyph={<Icon name="folder" size={24} />}
      actions={<Slot name="folder-actions" />}
    />
  </div>
)
