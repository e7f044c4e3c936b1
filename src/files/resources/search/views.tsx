import { PageHead } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty.tsx'
import { Pager } from '../../../ui/pager.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { ItemRow } from '../item/views.tsx'
import { Crumbs } from '../list/head/views.tsx'
import { itemFills } from '../list/mine/views.tsx'
import { Picked } from '../list/picked/views.tsx'
import type { At, Item, MyShelf } from '../list/rules.ts'
import { SearchForm } from './form/views.tsx'

type Shared = {
  at: At
  name: string
  q: string
  items: Item[]
  next: string | null
  now: Date
}

/** What was found in a resource space. */
export const SearchPage: Page<Shared, MyShelf> = {
  styles: ['resources.css'],
  title: ({ q }) => (q ? `“${q}”` : 'Search'),
  Body: ({ at, name, q, items, next, now }) => (
    <>
      <div class="shelf-head">
        <Crumbs at={at} name={name} around={[]} />
        <PageHead title={q ? `“${q}”` : 'Search'} />
      </div>
      <SearchForm {...{ at, q }} />
      {items.length > 0 ? (
        <div class="shelf-box" id="shelf" data-region>
          <Picked name={q} />
          <ul class="shelf" id="shelf-list" aria-label="Found">
            {items.map((item) => (
              <ItemRow {...{ item, now }} />
            ))}
            <Pager href={next} list="shelf-list" as="li" />
          </ul>
        </div>
      ) : (
        <EmptyState icon="search" title={q ? 'Nothing was found' : 'What are you looking for?'}>
          {q
            ? 'Try another word, or a shorter one.'
            : 'Titles, descriptions, addresses and file names are searched.'}
        </EmptyState>
      )}
    </>
  ),
  mine: (mine, { at, items }) => itemFills({ at, items }, mine),
}
