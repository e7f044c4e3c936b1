import { FileRow } from '../../../files/attached/views.tsx'
import { Gallery } from '../../../files/gallery/views.tsx'
import { Player } from '../../../files/player/views.tsx'
import { tracksOf } from '../../../files/resources/page/rules.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Prose } from '../../../ui/prose.tsx'
import type { LessonBody } from '../rules.ts'

type Props = { title: string; body: LessonBody; start: number }

/** What a lesson shows: first what is played, then the words, then what there is to keep. */
export function Body({ title, body, start }: Props) {
  const { html, files } = body
  const pictures = files.filter(({ kind }) => kind === 'picture')
  const others = files.filter(({ kind }) => kind !== 'picture')
  return (
    <div class="lesson-body">
      <Played title={title} body={body} start={start} />
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

function Played({ title, body: { type, media, captions }, start }: Props) {
  if (type !== 'video' && type !== 'audio') return null
  if (!media || (media.kind !== 'video' && media.kind !== 'audio'))
    return <Notice>{`The ${type} of this lesson is not here yet.`}</Notice>
  return (
    <Player
      kind={media.kind}
      src={media.url}
      title={title}
      start={start}
      width={media.width}
      height={media.height}
      tracks={tracksOf(captions)}
    />
  )
}
