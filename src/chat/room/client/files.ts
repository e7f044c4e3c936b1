import { sizeOf } from '../../../files/rules.ts'
import { fromText } from '../../bytes/rules.ts'
import type { Attached } from '../../envelope/rules.ts'
import { Refused } from './ask.ts'
import { make, partOf, tell } from './parts.ts'
import { boxOf } from './sizes.ts'

/** What files look like here: how a file is drawn, and what shows a picture in its size. */
export type Looks = { file: HTMLTemplateElement; gallery: string }

/** Files of a message: pictures together, which open themselves, then those that are asked for. */
export function filesOf(files: Attached[], looks: Looks): HTMLElement[] {
  const pictures = files.filter(isPicture).map((file) => pictureOf(file, looks))
  const others = files.filter((file) => !isPicture(file)).map((file) => fileOf(file, looks))
  const album = make('div', { class: 'msg-pictures', 'data-gallery': true }, ...pictures)
  return pictures.length ? [album, ...others] : others
}

export const isPicture = ({ type }: { type: string }): boolean =>
  /^image\/(png|jpeg|webp|gif|avif)$/.test(type)

function fileOf(file: Attached, { file: template }: Looks): HTMLElement {
  const copy = document.importNode(template.content, true)
  const part = partOf(copy)
  const button = part('save')
  part('name').textContent = file.name
  part('size').textContent = sizeOf(Number(file.size) || 0)
  button.addEventListener('click', async () => {
    button.ariaBusy = 'true'
    await open(file).then(
      (url) => make('a', { href: url, download: file.name }).click(),
      (error: unknown) => tell(whyNot(file, error)),
    )
    button.ariaBusy = null
  })
  return button
}

function pictureOf(file: Attached, looks: Looks): HTMLElement {
  const { width, height, blank } = boxOf(file)
  const sizes = { width: `${width}`, height: `${height}` }
  // it has its place before it is there
  const image = make('img', { class: 'msg-picture', alt: file.name, src: blank, ...sizes })
  void open(file).then(
    (url) => {
      const about = { 'data-alt': file.name, 'aria-label': `Picture: ${file.name}` }
      const full = { 'data-width': `${file.width ?? ''}`, 'data-height': `${file.height ?? ''}` }
      const link = make('a', { href: url, target: '_blank', ...about, ...full })
      image.replaceWith(link)
      link.append(image)
      image.src = url
      // what shows it in its size comes with the first one
      void import(looks.gallery).catch(() => undefined)
    },
    (error: unknown) => image.replaceWith(missing(file, looks, error)),
  )
  return image
}

/** In the place of a picture that did not come: why, and a way to try again where that may help. */
function missing(file: Attached, looks: Looks, error: unknown): HTMLElement {
  const words = make('p', { class: 'hint' }, whyNot(file, error))
  if (error instanceof Refused) return words
  const again = () => words.replaceWith(pictureOf(file, looks))
  const kind = { type: 'button', class: 'btn btn-plain btn-small', onclick: again }
  words.append(' ', make('button', kind, 'Try again'))
  return words
}

const whyNot = ({ name }: Attached, error: unknown): string =>
  error instanceof Refused ? `${name} is not there any more.` : `${name} could not be fetched.`

const opened = new Map<string, Promise<string>>()

/** Fetches and opens a file once; gives an address of this page's own. */
function open(file: Attached): Promise<string> {
  const known = opened.get(file.url)
  if (known) return known
  const opening = decrypt(file)
  opened.set(file.url, opening)
  opening.catch(() => opened.delete(file.url))
  return opening
}

/** Where files of spaces and of conversations lie: no other address is fetched, whatever a message says. */
const OURS = /^\/(files\/[\da-f-]{36}\/sealed|messages\/[\da-f-]{36}\/chat\/files\/[\da-f-]{36})$/

/** @throws Refused for what is not there, or not for this reader; TypeError when nothing can be reached */
async function decrypt({ url, key, iv, type }: Attached): Promise<string> {
  if (!OURS.test(url)) throw new Refused(404, 'not from here')
  const answer = await fetch(url)
  if (answer.status >= 500) throw new TypeError('the store does not answer')
  if (!answer.ok) throw new Refused(answer.status, 'it is gone')
  const cipher = await answer.arrayBuffer()
  try {
    const usage = ['decrypt'] as const
    const secret = await crypto.subtle.importKey('raw', fromText(key), 'AES-GCM', false, usage)
    const bytes = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromText(iv) }, secret, cipher)
    return URL.createObjectURL(new Blob([bytes], { type }))
  } catch {
    throw new Refused(422, 'another key has sealed it')
  }
}
