import { isPlayed, tracksOf } from '../../../player/rules.ts'
import { Player } from '../../../player/views.tsx'
import type { FileFacts } from '../../../rules.ts'
import type { Item } from '../../list/rules.ts'

/** What there is to see or to hear of it before it is taken. */
export function Preview({ item, captions }: { item: Item; captions: FileFacts[] }) {
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
