import { asset } from '../../ui/assets.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Attached, MAX_ALT } from '../attached/rules.ts'
import { type FileFacts, sizeOf } from '../rules.ts'
import { noteOn } from '../videos/words/rules.ts'

type Props = {
  /** what the files are for: to be attached to what the form says, or to lie on a shelf */
  purpose?: 'attachment' | 'resource' | 'lesson' | 'submission' | 'event'
  /** the field that names them */
  name?: string
  /** one file, or several of one kind: pictures are not described */
  plain?: boolean
  /** what the button says */
  add?: string
  /** the folder that they go into */
  of?: string
  /** the file whose address is kept */
  replaces?: string
  /** where to go when all have come */
  next?: string
  community: string
  /** the slug of the space; a select of that name in the form has the last word */
  space: string
  /** what is attached already */
  files: Attached[]
  most: number
  /** where what was begun is kept on this device: the key of the draft */
  keep: string
  /** where the page without a script comes back to, with the id of the new file at its end */
  back?: string
  error?: string
}

/**
 * The files of a form, as its fields `attachments[]` and `alts[]`, and the way to add more: by a
 * button, by dropping or pasting them anywhere into the form. Stands in a form.
 */
export function Uploader({ purpose, of, replaces, next, community, space, ...more }: Props) {
  const { files, most, keep, back, error, name = 'attachments', add = 'Add files' } = more
  // what lies on a shelf is no field of the form
  const isAttached = purpose !== 'resource'
  const row = { name: isAttached ? `${name}[]` : undefined, isDescribed: isAttached && !more.plain }
  const about = new URLSearchParams({
    ...{ purpose: purpose ?? 'attachment', community, space, back: back ?? '' },
  })
  return (
    <file-uploads
      class="uploads"
      data-script={asset('files.js')}
      data-tus={asset('tus.js')}
      data-purpose={purpose}
      data-of={of}
      data-replaces={replaces}
      data-next={next}
      data-community={community}
      data-space={space}
      data-most={most}
      data-keep={keep}
    >
      {/* says that this form speaks of files, even of none */}
      {isAttached && <input type="hidden" name={row.name} value="" />}
      {row.isDescribed && <input type="hidden" name="alts[]" value="" />}
      <ol class="upload-list" aria-label="Files">
        {files.map((file) => (
          <UploadRow file={file} {...row} />
        ))}
      </ol>
      <template>
        <UploadRow {...row} />
      </template>
      {error && (
        <p class="field-error">
          <Icon name="error" size={16} />
          <span>{error}</span>
        </p>
      )}
      <div class="upload-add">
        <Button type="button" look="plain" size="small" icon="attach" data-act="add">
          {add}
        </Button>
        <span class="hint upload-hint">or drop them here</span>
        <input type="file" multiple hidden aria-label="Files to add" />
      </div>
      {back && (
        <noscript>
          <p class="hint">
            <a class="text-link" href={`/uploads/new?${about}`}>
              Add a file
            </a>{' '}
            before you write: this page is opened anew.
          </p>
        </noscript>
      )}
      <output class="sr-only" />
    </file-uploads>
  )
}

type Tool = { act: string; icon: Parameters<typeof Icon>[0]['name']; title: string }

const TOOLS: Tool[] = [
  { act: 'pause', icon: 'pause', title: 'Pause' },
  { act: 'start', icon: 'play', title: 'Go on' },
  { act: 'up', icon: 'arrowUp', title: 'Move up' },
  { act: 'down', icon: 'arrowDown', title: 'Move down' },
  { act: 'remove', icon: 'close', title: 'Remove' },
]

type RowProps = { file?: Attached; name?: string; isDescribed: boolean }

/** One file of a form; without one, the row that a script copies. */
function UploadRow({ file, name: field, isDescribed }: RowProps) {
  const { id = '', name = '', alt = '', kind = 'file' } = file ?? {}
  return (
    <li class="upload" data-state={file ? 'done' : 'queued'} data-kind={kind}>
      <input type="hidden" name={field} value={id} data-part="id" />
      <span class="upload-thumb" data-part="thumb">
        {file ? <Thumb file={file} /> : <Icon name="file" />}
      </span>
      <div class="upload-words">
        <span class="upload-name truncate" dir="auto" title={name} data-part="name">
          {name}
        </span>
        <span class="hint" data-part="state">
          {file && sizeOf(file.size) + noteOn(file)}
        </span>
        <progress class="upload-bar" value="0" max="1" aria-label="Upload" data-part="bar" />
      </div>
      <div class="upload-tools">
        {TOOLS.map(({ act, icon, title }) => (
          <Button
            type="button"
            look="plain"
            size="small"
            icon={icon}
            label={name ? `${title}: ${name}` : title}
            data-act={act}
          />
        ))}
      </div>
      <input
        type="text"
        class="input upload-alt"
        name={isDescribed ? 'alts[]' : undefined}
        hidden={!isDescribed}
        value={alt}
        maxlength={MAX_ALT}
        placeholder="Say what it shows, for those who cannot see it"
        aria-label={`What ${name || 'the picture'} shows`}
        autocomplete="off"
        dir="auto"
        data-part="alt"
      />
      {file && (
        <noscript>
          <Checkbox name="removed[]" value={id} label="Take it out" />
        </noscript>
      )}
    </li>
  )
}

function Thumb({ file }: { file: FileFacts }) {
  if (file.kind !== 'picture') return <Icon name={file.kind === 'video' ? 'play' : 'file'} />
  return <img src={`${file.url}?w=160`} alt="" width={48} height={48} />
}
