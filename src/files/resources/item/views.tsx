import { LinkButton } from '../../../ui/button.tsx'
import { Count } from '../../../ui/count.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icons.ts'
import { Menu, MenuAction, MenuLine, MenuLink } from '../../../ui/menu.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { Time } from '../../../ui/time.tsx'
import { sizeOf } from '../../rules.ts'
import type { At, Item } from '../list/rules.ts'

/** One thing in a list: a row, or a card where the list is a grid. */
export function ItemRow({ item, now }: { item: Item; now: Date }) {
  const { id, file, href, title, url } = item
  return (
    <li class="shelf-item" data-id={id} data-kind={item.kind}>
      <ItemFace item={item} />
      <div class="shelf-words">
        <a class="name-link shelf-title" href={href} dir="auto">
          {title}
        </a>
        {item.line && (
          <p class="shelf-line" dir="auto">
            {item.line}
          </p>
        )}
        <ItemFacts {...{ item, now }} />
      </div>
      <div class="shelf-acts">
        {file && (
          <>
            <LinkButton
              look="plain"
              size="small"
              icon="download"
              label={`Download ${title}`}
              href={`${file.url}?download`}
            />
            <label class="shelf-pick" title="Tick it for the zip">
              <input
                type="checkbox"
                name="id"
                value={file.id}
                form="picked"
                aria-label={`Tick ${title} for the zip`}
              />
            </label>
          </>
        )}
        {url && (
          <LinkButton
            look="plain"
            size="small"
            icon="external"
            label={`Open ${title}`}
            href={url}
            rel="nofollow ugc noopener"
          />
        )}
        <Slot name={`item-${id}`} />
      </div>
    </li>
  )
}

function ItemFacts({ item, now }: { item: Item; now: Date }) {
  const { kind, file, host, items, author, createdAt } = item
  return (
    <div class="facts">
      {kind === 'folder' && (
        <span>
          <Count n={items} of={['thing', 'things']} />
        </span>
      )}
      {file && <span>{`${typeWords(file)}, ${sizeOf(file.size)}`}</span>}
      {host && <span class="truncate">{host}</span>}
      <a class="fact-link truncate" href={`/@${author.username}`}>
        <bdi>{author.fullName}</bdi>
      </a>
      <Time at={createdAt} now={now} />
      <Slot name={`count-${item.id}`} />
    </div>
  )
}

/** Its picture, or a sign of what it is. */
export function ItemFace({ item }: { item: Pick<Item, 'kind' | 'picture' | 'file'> }) {
  return (
    <span class="shelf-face" aria-hidden="true">
      {item.picture ? (
        <img
          src={item.picture}
          alt=""
          width={320}
          height={240}
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
        />
      ) : (
        <Icon name={iconOf(item)} size={24} />
      )}
    </span>
  )
}

export function iconOf({ kind, file }: Pick<Item, 'kind' | 'file'>): IconName {
  if (kind === 'folder') return 'folder'
  if (kind === 'link') return 'link'
  const icons = { picture: 'image', video: 'play', audio: 'sound', text: 'file', file: 'file' }
  return (icons as Record<string, IconName>)[file?.kind ?? 'file'] ?? 'file'
}

/** What a file is, in a word: PDF, MP4, Picture. */
export function typeWords(file: { name: string; kind: string }): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1]
  return ending ? ending.toUpperCase() : file.kind === 'picture' ? 'Picture' : 'File'
}

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
