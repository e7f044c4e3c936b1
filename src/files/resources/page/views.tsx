import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card, PageHead } from '../../../ui/card.tsx'
import { Count } from '../../../ui/count.tsx'
import { ActionForm } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Byline } from '../../../ui/person.tsx'
import { Prose } from '../../../ui/prose.tsx'
import type { Page } from '../../../ui/respond.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { Time } from '../../../ui/time.tsx'
import { Player } from '../../player/views.tsx'
import { type FileFacts, sizeOf } from '../../rules.ts'
import { FileForm } from '../add/views.tsx'
import { ItemMenu, iconOf, typeWords } from '../item/views.tsx'
import type { At, Crumb, Item } from '../list/rules.ts'
import { Crumbs } from '../list/views.tsx'
import { tracksOf } from './rules.ts'

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

const isPlayed = (file: FileFacts | null): file is FileFacts & { kind: 'video' | 'audio' } =>
  file?.kind === 'video' || file?.kind === 'audio'

function Preview({ item, captions }: Shared) {
  const { file, picture } = item
  if (isPlayed(file))
    return (
      <Player
        kind={file.kind}
        src={file.url}
        title={item.title}
        remember={file.id}
        width={file.width}
        height={file.height}
        tracks={tracksOf(captions)}
      />
    )
  if (file?.kind === 'picture')
    return (
      <img
        class="resource-picture"
        src={`${file.url}?w=1280`}
        alt={item.title}
        width={file.width ?? 1280}
        height={file.height ?? 960}
      />
    )
  if (!picture) return null
  return (
    <img
      class="resource-picture"
      src={picture}
      alt=""
      width={1280}
      height={720}
      referrerpolicy="no-referrer"
    />
  )
}

/** The one thing that most people came for. */
function Get({ item: { file, url, host } }: { item: Item }) {
  if (url)
    return (
      <LinkButton look="primary" icon="external" href={url} rel="nofollow ugc noopener">
        {`Open ${host}`}
      </LinkButton>
    )
  if (!file) return null
  return (
    <>
      <LinkButton look="primary" icon="download" href={`${file.url}?download`}>
        Download
      </LinkButton>
      <span class="hint">{`${typeWords(file)}, ${sizeOf(file.size)}`}</span>
      {file.kind === 'text' && (
        <LinkButton look="plain" href={file.url}>
          Read it here
        </LinkButton>
      )}
    </>
  )
}

/** The words of what is spoken: which there are, and one more. */
const Captions = ({ at, item, captions }: { at: At; item: Item; captions: FileFacts[] }) => (
  <>
    {captions.length > 0 && (
      <Card title="Captions">
        <div class="rows">
          {captions.map(({ id, name }) => (
            <div class="row">
              <span class="row-words truncate">{name}</span>
              <ActionForm
                action={`${item.href}/captions/${id}`}
                method="DELETE"
                confirm={`Remove “${name}”?`}
              >
                <Button look="plain" size="small" icon="trash" label={`Remove ${name}`} />
              </ActionForm>
            </div>
          ))}
        </div>
      </Card>
    )}
    <FileForm
      title={captions.length > 0 ? 'More captions' : 'Captions'}
      sent={{
        ...{ purpose: 'captions', community: at.slug, space: at.space },
        ...{ of: item.file?.id ?? '', back: item.href },
      }}
      label="A WebVTT file"
      hint="Name it by its language, such as talk.de.vtt."
      accept=".vtt,text/vtt"
    >
      Add captions
    </FileForm>
  </>
)
