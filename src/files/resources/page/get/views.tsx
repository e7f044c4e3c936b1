import { Button, LinkButton } from '../../../../ui/button.tsx'
import { type FileFacts, sizeOf } from '../../../rules.ts'
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

/** A signed address for a player that knows nothing of our cookie. It opens beside this page. */
export const Elsewhere = ({ file }: { file: FileFacts }) => (
  <form
    class="resource-elsewhere"
    action={`/files/${file.id}/addresses`}
    method="post"
    target="_blank"
    rel="noopener"
  >
    <Button icon="link" aria-describedby="elsewhere">
      Play elsewhere
    </Button>
    <span class="hint" id="elsewhere">
      A link for five minutes, for whoever has it.
    </span>
  </form>
)
