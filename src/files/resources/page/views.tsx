import { LinkButton } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/card.tsx'
import { Count } from '../../../ui/count.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Byline } from '../../../ui/person.tsx'
import { Prose } from '../../../ui/prose.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { Time } from '../../../ui/time.tsx'
import { isPlayed } from '../../player/rules.ts'
import type { FileFacts } from '../../rules.ts'
import { iconOf } from '../item/face/views.tsx'
import { ItemMenu } from '../item/menu/views.tsx'
import { Crumbs } from '../list/head/views.tsx'
import type { At, Crumb, Item } from '../list/rules.ts'
import { Captions } from './captions/views.tsx'
import { Elsewhere, Get } from './get/views.tsx'
import { Preview } from './preview/views.tsx'

export type Shared = {
  at: At
  space: { name: string; isArchived: boolean }
  around: Crumb[]
  item: Item
  /** its description, as HTML */
  html: string
  updatedAt: Date
  captions: FileFacts[]
  now: Date
}

export type Mine = {
  mayChange: boolean
  /** for the staff */
  downloads: number | null
}

/** One file or link: what it is, and everything that can be done with it. */
export const ResourcePage: Page<Shared, Mine> = {
  styles: ['resources.css'],
  title: ({ item }) => item.title,
  Body: (props) => {
    const { at, space, around, item, html, updatedAt, now } = props
    const { author, createdAt, file } = item
    return (
      <>
        <div class="shelf-head">
          <Crumbs at={at} name={space.name} around={around} />
          <PageHead
            title={item.title}
            glyph={<Icon name={iconOf(item)} size={24} />}
            actions={<Slot name="resource-actions" />}
          />
        </div>
        <Preview {...props} />
        <div class="resource-get">
          <Get item={item} />
          <Slot name="resource-count" />
          {isPlayed(file) && <Elsewhere file={file} />}
        </div>
        {html && <Prose html={html} class="prose-full" />}
        <Byline person={author} size={32}>
          <Time at={createdAt} now={now} />
          {file && updatedAt.getTime() - createdAt.getTime() > 1000 && (
            <span>
              changed <Time at={updatedAt} now={now} />
            </span>
          )}
        </Byline>
        <Slot name="resource-captions" />
      </>
    )
  },
  mine: ({ mayChange, downloads }, { at, item, captions }) => ({
    ...(mayChange && {
      'resource-actions': (
        <>
          <LinkButton icon="pencil" href={`${item.href}/edit`}>
            Edit
          </LinkButton>
          <ItemMenu {...{ at, item }} mayOrder={false} isAlone />
        </>
      ),
    }),
    ...(downloads !== null && {
      'resource-count': (
        <span class="hint">
          <Count n={downloads} of={['download', 'downloads']} />
        </span>
      ),
    }),
    ...(mayChange &&
      isPlayed(item.file) && {
        'resource-captions': <Captions {...{ at, item, captions }} />,
      }),
  }),
}
