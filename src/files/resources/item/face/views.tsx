import { Icon } from '../../../../ui/icon.tsx'
import type { IconName } from '../../../../ui/icons.ts'
import type { Item } from '../../list/rules.ts'

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
