import { LinkButton } from '../../../../ui/button.tsx'
import { Count } from '../../../../ui/count.tsx'
import { Menu, MenuLink } from '../../../../ui/menu.tsx'
import type { Fills } from '../../../../ui/slots.tsx'
import { DropForm } from '../../add/drop/views.tsx'
import { ItemMenu } from '../../item/menu/views.tsx'
import { LookSwitch } from '../look/views.tsx'
import type { At, Crumb, MyShelf, Shelf } from '../rules.ts'

/** What fills the slots of a list for one viewer. */
export function shelfFills(shelf: Shelf, mine: MyShelf): Fills {
  const { at, folder, items } = shelf
  return {
    'shelf-look': <LookSwitch {...{ at, folder, items }} look={mine.look} />,
    ...(mine.mayAdd && {
      'shelf-actions': <Add {...{ at, folder }} />,
      'shelf-drop': <DropForm {...{ at, folder }} />,
    }),
    ...(mine.isOwnFolder && folder && { 'folder-actions': <FolderEdit {...{ at, folder }} /> }),
    ...itemFills(shelf, mine),
  }
}

/** What fills the slots of the things in a list. */
export const itemFills = ({ at, items }: Pick<Shelf, 'at' | 'items'>, mine: MyShelf): Fills =>
  Object.fromEntries(
    items.flatMap((item) => {
      const count = item.file && mine.downloads ? (mine.downloads[item.id] ?? 0) : null
      return [
        ...(count === null
          ? []
          : [
              [
                `count-${item.id}`,
                <span>
                  <Count n={count} of={['download', 'downloads']} />
                </span>,
              ] as const,
            ]),
        ...(mine.own.includes(item.id)
          ? [[`item-${item.id}`, <ItemMenu {...{ at, item }} mayOrder={mine.mayOrder} />] as const]
          : []),
      ]
    }),
  )

/** Ways to put something here. */
function Add({ at, folder }: { at: At; folder: Crumb | null }) {
  const base = `/${at.slug}/s/${at.space}/resources`
  const into = folder ? `&folder=${folder.id}` : ''
  return (
    <div class="shelf-add">
      <LinkButton look="primary" icon="upload" href={`${base}/new?kind=file${into}`}>
        Upload
      </LinkButton>
      <Menu label="More to do here" class="btn btn-quiet btn-icon">
        <MenuLink icon="folder" href={`${base}/new?kind=folder${into}`}>
          New folder
        </MenuLink>
        <MenuLink icon="link" href={`${base}/new?kind=link${into}`}>
          Add a link
        </MenuLink>
      </Menu>
    </div>
  )
}

const FolderEdit = ({ at, folder }: { at: At; folder: Crumb }) => (
  <LinkButton
    icon="pencil"
    label="Edit this folder"
    href={`/${at.slug}/s/${at.space}/resources/${folder.id}/edit`}
  />
)
