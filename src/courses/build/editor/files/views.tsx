import type { Attached } from '../../../../files/attached/rules.ts'
import type { FileFacts } from '../../../../files/rules.ts'
import { Uploader } from '../../../../files/uploader/views.tsx'
import { MAX_FILES } from '../../../content/rules.ts'
import { lessonPath } from '../../../rules.ts'
import type { EditorMine, EditorShared } from '../views.tsx'

type Props = EditorMine & EditorShared

/** What is played, and the words to it. */
export function Media(props: Props & { type: 'video' | 'audio' }) {
  const { type, held } = props
  return (
    <>
      <Part
        {...props}
        name="media"
        label={type === 'video' ? 'The video' : 'The sound'}
        hint={
          type === 'video'
            ? 'MP4 (H.264) plays everywhere. Up to 5 GB.'
            : 'MP3 or M4A play everywhere.'
        }
        ids={held.media ? [held.media] : []}
        most={1}
        add={type === 'video' ? 'Choose a video' : 'Choose a sound file'}
      />
      {type === 'video' && (
        <Part
          {...props}
          name="captions"
          label="Captions"
          hint="WebVTT files; the language stands in the name, as in lesson.en.vtt."
          ids={held.captions}
          most={MAX_FILES}
          add="Add captions"
        />
      )}
    </>
  )
}

/** What learners may keep: sheets, pictures, recipes. */
export const Files = (props: Props) => (
  <Part
    {...props}
    name="files"
    label={props.lesson.lessonType === 'download' ? 'The files' : 'Files beside it'}
    hint="For people to keep. Pictures are shown in the lesson."
    ids={props.held.files}
    most={MAX_FILES}
    add="Add files"
  />
)

type PartProps = Props & {
  name: 'media' | 'captions' | 'files'
  label: string
  hint: string
  ids: string[]
  most: number
  add: string
}

function Part({ slug, course, lesson, files, errors, ...part }: PartProps) {
  const { name, label, hint, ids, most, add } = part
  return (
    <div class="field">
      <p class="label">{label}</p>
      <Uploader
        purpose="lesson"
        name={name}
        plain
        add={add}
        community={slug}
        space={course.space.slug}
        files={ids.flatMap((id) => attached(files, id))}
        most={most}
        keep={`lesson:${lesson.id}:${name}`}
        back={`${lessonPath(slug, course.id, lesson.id)}/edit?${name}=`}
        error={errors?.[name]}
      />
      <p class="hint">{hint}</p>
    </div>
  )
}

const attached = (files: FileFacts[], id: string): Attached[] =>
  files.filter((file) => file.id === id).map((file) => ({ ...file, alt: '', captions: [] }))
