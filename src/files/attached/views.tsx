import { asset } from '../../ui/assets.ts'
import { Icon } from '../../ui/icon.tsx'
import { Gallery } from '../gallery/views.tsx'
import { placeholderOf } from '../placeholder/rules.ts'
import { type FileFacts, sizeOf } from '../rules.ts'
import type { Attached, Captions } from './rules.ts'

type Props = { files: Attached[]; full?: boolean }

/** What came with a post or comment: pictures, then players, then files to save. */
export function AttachedFiles({ files, full }: Props) {
  if (files.length === 0) return null
  const media = files.filter(({ kind }) => kind === 'video' || kind === 'audio')
  const others = files.filter(({ kind }) => kind === 'file' || kind === 'text')
  return (
    <div class="attached">
      <Gallery pictures={files.filter(({ kind }) => kind === 'picture')} full={full} />
      {media.map((file) => (file.kind === 'video' ? <Video {...file} /> : <Audio {...file} />))}
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

function Video({ id, url, name, width, height, thumbhash, captions }: Attached) {
  return (
    <figure class="player">
      {/* biome-ignore lint/a11y/useMediaCaption: they come from people, and Tracks has them */}
      <video
        controls
        preload="metadata"
        playsinline
        src={url}
        width={width ?? 1280}
        height={height ?? 720}
        poster={placeholderOf(thumbhash) ?? undefined}
        aria-label={name}
        data-player={id}
        data-script={asset('player.js')}
      >
        <Tracks captions={captions} />
      </video>
    </figure>
  )
}

function Audio({ id, url, name, captions }: Attached) {
  return (
    <figure class="player player-audio">
      <figcaption class="player-name truncate" title={name}>
        {name}
      </figcaption>
      {/* biome-ignore lint/a11y/useMediaCaption: they come from people, and Tracks has them */}
      <audio
        controls
        preload="metadata"
        src={url}
        aria-label={name}
        data-player={id}
        data-script={asset('player.js')}
      >
        <Tracks captions={captions} />
      </audio>
    </figure>
  )
}

const Tracks = ({ captions }: { captions: Captions[] }) => (
  <>
    {captions.map(({ url, name }) => (
      <track kind="captions" src={url} label={name.replace(/\.\w+$/, '')} />
    ))}
  </>
)

/** A file with its name and size, to be saved. */
function FileRow({ file: { url, name, size } }: { file: FileFacts }) {
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
