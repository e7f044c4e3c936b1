import { EmptyState } from '../../../ui/empty.tsx'
import { Pager } from '../../../ui/pager.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { ItemRow } from '../item/views.tsx'
import { SearchForm } from '../search/form/views.tsx'
import { LookSwitch } from './look/views.tsx'
import { Picked } from './picked/views.tsx'
import type { Shelf } from './rules.ts'

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
      <Slot name="shelf-drop" />
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
