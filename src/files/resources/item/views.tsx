import { LinkButton } from '../../../ui/button.tsx'
import { Count } from '../../../ui/count.tsx'
import { Slot } from '../../../ui/slots.tsx'
import { Time } from '../../../ui/time.tsx'
import { sizeOf } from '../../rules.ts'
import type { Item } from '../list/rules.ts'
import { ItemFace, typeWords } from './face/views.tsx'

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
                name="id[]"
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
