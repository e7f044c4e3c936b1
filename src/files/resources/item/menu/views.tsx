import { Icon } from '../../../../ui/icon.tsx'
import { Menu, MenuAction, MenuLine, MenuLink } from '../../../../ui/menu.tsx'
import type { At, Item } from '../../list/rules.ts'

type MenuProps = {
  at: At
  item: Item
  mayOrder: boolean
  /** on its own page, which has a button for that */
  isAlone?: boolean
}

/** What the viewer may do with a thing that is theirs to change. */
export function ItemMenu({ at, item, mayOrder, isAlone }: MenuProps) {
  const base = `/${at.slug}/s/${at.space}/resources/${item.id}`
  return (
    <>
      {mayOrder && (
        <span class="shelf-grip" data-grip aria-hidden="true">
          <Icon name="grip" />
        </span>
      )}
      <Menu
        label={`More about ${item.title}`}
        class={isAlone ? 'btn btn-plain btn-icon' : 'btn btn-plain btn-icon btn-small'}
      >
        {!isAlone && (
          <MenuLink icon="pencil" href={`${base}/edit`}>
            Edit or move
          </MenuLink>
        )}
        {mayOrder &&
          (['up', 'down'] as const).map((move) => (
            <MenuAction
              action={`${base}/position`}
              method="PUT"
              icon={move === 'up' ? 'arrowUp' : 'arrowDown'}
              values={{ move }}
            >
              {`Move ${move}`}
            </MenuAction>
          ))}
        {!isAlone && <MenuLine />}
        <MenuAction
          action={base}
          method="DELETE"
          icon="trash"
          danger
          confirm={
            item.kind === 'folder'
              ? `Delete “${item.title}” with all that is in it?`
              : `Delete “${item.title}”?`
          }
        >
          Delete
        </MenuAction>
      </Menu>
    </>
  )
}
