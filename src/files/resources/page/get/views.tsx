import { LinkButton } from '../../../../ui/button.tsx'
import { sizeOf } from '../../../rules.ts'
import { typeWords } from '../../item/face/views.tsx'
import type { Item } from '../../list/rules.ts'

/** The one thing that most people came for. */
export function Get({ item: { file, url, host } }: { item: Item }) {
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
