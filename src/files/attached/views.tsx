import { Icon } from '../../ui/icon.tsx'
import { Gallery } from '../gallery/views.tsx'
import { placeholderOf } from '../placeholder/rules.ts'
import { tracksOf } from '../player/rules.ts'
import { Player } from '../player/views.tsx'
import { type FileFacts, sizeOf } from '../rules.ts'
import type { Attached } from './rules.ts'

type Props = { files: Attached[]; full?: boolean }

/** What came with a post or comment: pictures, then players, then files to save. */
export function AttachedFiles({ files, full }: Props) {
  if (files.length === 0) return null
  const media = files.filter(({ kind }) => kind === 'video' || kind === 'audio')
  const others = files.filter(({ kind }) => kind === 'file' || kind === 'text')
  return (
    <div class="attached">
      <Gallery pictures={files.filter(({ kind }) => kind === 'picture')} full={full} />
      {media.map((file) => (
        <Playing file={file} />
      ))}
      {others.length > 0 && (
        <ul class="file-rows">
          {others.map((file) => (
            <FileRow file={file} />
          ))}
        </ul>
      )}
    </div>
  )
}

/** A sound is known by its name; a film shows what it is. */
function Playing({ file }: { file: Attached }) {
  const { id, kind, url, name, captions, thumbhash, width, height } = file
  const shared = { src: url, title: name, remember: id, tracks: tracksOf(captions) }
  if (kind === 'video')
    return (
      <Player {...shared} {...{ width, height }} kind={kind} poster={placeholderOf(thumbhash)} />
    )
  return (
    <div class="sound">
      <p class="file-name truncate" dir="auto" title={name}>
        {name}
      </p>
      <Player {...shared} kind="audio" />
    </div>
  )
}

/** A file with its name and size, to be saved. */
export function FileRow({ file: { url, name, size } }: { file: FileFacts }) {
  return (
    <li>
      <a class="file-row" href={`${url}?download`} download={name}>
        <span class="file-mark">
          <Icon name="file" />
        </span>
        <span class="file-words">
          <span class="file-name truncate" dir="auto" title={name}>
            {name}
          </span>
          <span class="hint">{sizeOf(size)}</span>
        </span>
        <Icon name="download" size={18} />
      </a>
    </li>
  )
}
