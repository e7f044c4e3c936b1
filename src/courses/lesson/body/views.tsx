import { FileRow } from '../../../files/attached/views.tsx'
import { Gallery } from '../../../files/gallery/views.tsx'
import { tracksOf } from '../../../files/player/rules.ts'
import { Player } from '../../../files/player/views.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { Watched } from '../../learning/views.tsx'
import type { LessonBody } from '../rules.ts'

type Props = {
  title: string
  body: LessonBody
  /** the lesson's path */
  at: string
  /** how far the viewer is; null who is not enrolled */
  own: { seconds: number; start: number; isDone: boolean } | null
}

/** What a lesson shows: first what is played, then the words, then what there is to keep. */
export function Body(props: Props) {
  const { body } = props
  const { html, files } = body
  const pictures = files.filter(({ kind }) => kind === 'picture')
  const others = files.filter(({ kind }) => kind !== 'picture')
  return (
    <div class="lesson-body">
      <Played {...props} />
      {html && <Prose html={html} class="prose-full" />}
      <Gallery pictures={pictures.map((file) => ({ ...file, alt: '' }))} full />
      {others.length > 0 && (
        <section class="lesson-files" aria-label="Files of this lesson">
          <h2 class="lesson-sub">{body.type === 'download' ? 'Yours to keep' : 'Files'}</h2>
          <ul class="file-rows">
            {others.map((file) => (
              <FileRow file={file} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Played({ title, body: { type, media, captions }, at, own }: Props) {
  if (type !== 'video' && type !== 'audio') return null
  if (!media || (media.kind !== 'video' && media.kind !== 'audio'))
    return <Notice>{`The ${type} of this lesson is not here yet.`}</Notice>
  const player = (
    <Player
      kind={media.kind}
      src={media.url}
      title={title}
      start={own?.start}
      width={media.width}
      height={media.height}
      tracks={tracksOf(captions)}
    />
  )
  if (!own) return player
  return (
    <Watched at={at} seconds={own.seconds} isDone={own.isDone}>
      {player}
    </Watched>
  )
}
