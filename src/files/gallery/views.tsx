import { asset } from '../../ui/assets.ts'
import { placeholderOf } from '../placeholder/rules.ts'
import type { FileFacts } from '../rules.ts'
import { boxOf, isStrip, MOST_IN_LIST, sizesOf, srcsetOf } from './rules.ts'

export type Picture = FileFacts & { alt: string }

type Props = {
  pictures: Picture[]
  /** all of them; a list shows the first few, and says how many more there are */
  full?: boolean
}

/**
 * Pictures in a grid whose shape does not depend on when they arrive. Each is a link to itself,
 * which a script opens in place.
 */
export function Gallery({ pictures, full }: Props) {
  const count = pictures.length
  if (count === 0) return null
  const shown = full ? count : Math.min(count, MOST_IN_LIST)
  const shape = Math.min(shown, 5)
  return (
    <div class={`gallery gallery-${shape}`} data-gallery data-script={asset('gallery.js')}>
      {pictures.map((picture, at) => (
        <a
          class="gallery-item"
          href={picture.url}
          aria-label={labelOf(picture, at, count)}
          hidden={at >= shown}
          data-alt={picture.alt}
          data-width={picture.width}
          data-height={picture.height}
        >
          {at < shown && <Look picture={picture} sizes={sizesOf(shown)} />}
          {at === shown - 1 && count > shown && (
            <span class="gallery-more" aria-hidden="true">
              +{count - shown}
            </span>
          )}
        </a>
      ))}
    </div>
  )
}

function labelOf({ alt }: Picture, at: number, count: number): string {
  const place = count === 1 ? 'Picture' : `Picture ${at + 1} of ${count}`
  return alt ? `${place}: ${alt}` : place
}

function Look({ picture, sizes }: { picture: Picture; sizes: string }) {
  const { url, alt, thumbhash } = picture
  const { width, height } = boxOf(picture)
  const placeholder = placeholderOf(thumbhash)
  return (
    <>
      {placeholder && <img class="gallery-blur" src={placeholder} alt="" aria-hidden="true" />}
      <img
        class={isStrip(picture) ? 'gallery-picture gallery-strip' : 'gallery-picture'}
        src={url}
        srcset={srcsetOf(picture)}
        sizes={sizes}
        alt={alt}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
      />
    </>
  )
}
