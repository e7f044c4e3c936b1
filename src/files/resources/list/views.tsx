import { Button, LinkButton } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { Count } from '../../../ui/count.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import { TextField } from '../../../ui/field.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Menu, MenuLink } from '../../../ui/menu.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { type Fills, Slot } from '../../../ui/slots.tsx'
import { MOST_FILES } from '../../zip/rules.ts'
import { ItemMenu, ItemRow } from '../item/views.tsx'
import { folderPath, type Look, MAX_QUERY } from '../rules.ts'
import type { At, Crumb, MyShelf, Shelf } from './rules.ts'

type Props = { shelf: Shelf; now: Date }

/** What lies in a folder or in the space itself, with its tools. */
export function ShelfList({ shelf, now }: Props) {
  const { at, folder, items, next, isFirst, look } = shelf
  return (
    <>
      <div class="shelf-tools">
        <SearchForm at={at} />
        <Slot name="shelf-actions" />
      </div>
      <div class="shelf-box" id="shelf" data-region>
        {items.length > 0 && <Picked name={folder?.title ?? at.space} />}
        <Slot name="shelf-look">
          <LookSwitch {...{ at, folder, items, look }} />
        </Slot>
        {items.length > 0 ? (
          <ul
            class="shelf"
            id="shelf-list"
            aria-label={folder?.title ?? 'Resources'}
            data-order={`/${at.slug}/s/${at.space}/resources/order`}
            data-folder={folder?.id}
          >
            {items.map((item) => (
              <ItemRow {...{ item, now }} />
            ))}
            <Pager href={next} list="shelf-list" as="li" />
          </ul>
        ) : (
          <Nothing {...{ isFirst }} isInFolder={folder !== null} />
        )}
      </div>
    </>
  )
}

function Nothing({ isFirst, isInFolder }: { isFirst: boolean; isInFolder: boolean }) {
  if (!isFirst) return <EmptyState icon="check" title="You have reached the end" />
  return isInFolder ? (
    <EmptyState icon="folder" title="This folder is empty">
      What is put into it will stand here.
    </EmptyState>
  ) : (
    <EmptyState icon="resources" title="Nothing is on the shelf yet">
      Files and links worth keeping will live here.
    </EmptyState>
  )
}

/** Finds things in the whole space. */
export function SearchForm({ at, q = '' }: { at: At; q?: string }) {
  return (
    <ActionForm
      action={`/${at.slug}/s/${at.space}/search`}
      method="GET"
      enhance={false}
      role="search"
      class="shelf-search"
    >
      <TextField
        type="search"
        name="q"
        label="Search this space"
        bare
        value={q}
        placeholder="Search this space"
        autocomplete="off"
        maxlength={MAX_QUERY}
      />
      <button type="submit" class="sr-only" tabindex={-1}>
        Search
      </button>
    </ActionForm>
  )
}

/** The files that are ticked, as one zip; there is nothing of it while none is. */
export const Picked = ({ name }: { name: string }) => (
  <form class="shelf-picked" id="picked" action="/files/zip" method="get">
    <input type="hidden" name="name" value={name} />
    <Button size="small" icon="download">
      Download the ticked as a zip
    </Button>
    <span class="hint">{`Up to ${MOST_FILES}.`}</span>
  </form>
)

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

/** What fills the slots of a list for one viewer. */
export function shelfFills(shelf: Shelf, mine: MyShelf): Fills {
  const { at, folder, items } = shelf
  return {
    'shelf-look': <LookSwitch {...{ at, folder, items }} look={mine.look} />,
    ...(mine.mayAdd && { 'shelf-actions': <Add {...{ at, folder }} /> }),
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
