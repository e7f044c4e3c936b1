import { asset } from './assets.ts'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'

type Props = {
  label: string
  name: string
  value: string
  error?: string
  hint: string
  purpose: 'avatar' | 'logo' | 'cover' | 'course' | 'event'
  community?: string
  space?: string
  /** where the page without a script comes back to, with the address of the picture at its end */
  back: string
  max: number
}

/** Pixels of what is cut out. */
const SHAPES = {
  avatar: { width: 512, height: 512, look: 'picture-round' },
  logo: { width: 512, height: 512, look: 'picture-square' },
  course: { width: 1280, height: 720, look: 'picture-card' },
  cover: { width: 1600, height: 400, look: 'picture-wide' },
  event: { width: 1600, height: 600, look: 'picture-wide' },
}

/**
 * A picture by upload or by its address. A script lets people cut it out before it is sent, and puts
 * the address into the field; the form is saved as it is without.
 */
export function PictureField({ purpose, community, space, back, max, ...field }: Props) {
  const { label, name, value, error, hint } = field
  const { width, height, look } = SHAPES[purpose]
  const about = new URLSearchParams({
    ...{ purpose, back },
    ...(community && { community }),
    ...(space && { space }),
  })
  return (
    <picture-field
      class={`picture-field ${look}`}
      data-script={asset('crop.js')}
      data-purpose={purpose}
      data-community={community}
      data-space={space}
      data-width={width}
      data-height={height}
    >
      <span class="picture-now" data-part="now">
        {value && <img src={value} alt="" width={width} height={height} />}
      </span>
      <div class="picture-words">
        <span class="label">
          {label} <span class="optional">optional</span>
        </span>
        <div class="picture-acts">
          <Button type="button" size="small" icon="upload" data-act="choose">
            Upload a picture
          </Button>
          <Button type="button" look="plain" size="small" data-act="clear" hidden={!value}>
            Remove
          </Button>
        </div>
        <input type="file" accept="image/*" hidden aria-label={`${label}: a picture`} />
        <output class="hint" data-part="status" />
        <noscript>
          <a class="text-link" href={`/uploads/new?${about}`}>
            Upload a picture
          </a>
        </noscript>
        <details class="picture-address" open={Boolean(error)}>
          <summary class="hint">Or give its address</summary>
          <TextField
            {...{ name, value, error, hint }}
            bare
            label={`Address of the ${label.toLowerCase()}`}
            inputmode="url"
            maxlength={max}
            placeholder="https://"
            data-part="address"
          />
        </details>
      </div>
      <CropDialog name={name} label={label} width={width} height={height} />
    </picture-field>
  )
}

type CropProps = { name: string; label: string; width: number; height: number }

function CropDialog({ name, label, width, height }: CropProps) {
  const title = `crop-${name}`
  return (
    <dialog class="dialog crop" aria-labelledby={title}>
      <div class="dialog-body">
        <h2 class="dialog-title" id={title}>
          {label}
        </h2>
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: the keys go to it, not to a screen reader */}
        <canvas
          class="crop-stage"
          width={width}
          height={height}
          tabindex={0}
          role="application"
          aria-label="What will be seen. Move it with the arrow keys."
        />
        <label class="crop-zoom">
          <span class="label">Zoom</span>
          <input type="range" min="1" max="4" step="0.01" value="1" data-part="zoom" />
        </label>
        <p class="field-error" role="alert" data-part="error" hidden />
        <div class="dialog-actions">
          <Button type="button" data-act="cancel">
            Cancel
          </Button>
          <Button type="button" look="primary" data-act="use">
            Use it
          </Button>
        </div>
      </div>
    </dialog>
  )
}
