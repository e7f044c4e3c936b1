import { fromText } from '../../bytes/rules.ts'
import type { Attached } from '../../envelope/rules.ts'
import { make, tell } from './parts.ts'

/** Files of a message: pictures open themselves, the others when they are asked for. */
export const filesOf = (files: Attached[]): HTMLElement[] => files.map(fileOf)

const opened = new Map<string, Promise<string>>()

const isPicture = ({ type }: Attached) => /^image\/(png|jpeg|webp|gif|avif)$/.test(type)

function fileOf(file: Attached): HTMLElement {
  if (!isPicture(file)) {
    const save = () =>
      void open(file).then(
        (url) => make('a', { href: url, download: file.name }).click(),
        () => tell(`${file.name} is not there any more.`),
      )
    return make(
      'button',
      { type: 'button', class: 'msg-file btn btn-quiet', onclick: save },
      file.name,
    )
  }
  const image = make('img', {
    class: 'msg-picture',
    alt: file.name,
    width: `${file.width ?? 320}`,
    height: `${file.height ?? 240}`,
  })
  void open(file).then(
    (url) => (image.src = url),
    () => image.replaceWith(make('p', { class: 'hint' }, `${file.name} is not there any more.`)),
  )
  return image
}

/** Fetches and opens a file once; gives an address of this page's own. */
function open(file: Attached): Promise<string> {
  const known = opened.get(file.url)
  if (known) return known
  const opening = decrypt(file)
  opened.set(file.url, opening)
  return opening
}

async function decrypt({ url, key, iv, type }: Attached): Promise<string> {
  if (!/^\/files\/[\da-f-]{36}\/sealed$/.test(url)) throw new Error('not from here')
  const answer = await fetch(url)
  if (!answer.ok) throw new Error('it is gone')
  const secret = await crypto.subtle.importKey('raw', fromText(key), 'AES-GCM', false, ['decrypt'])
  const about = { name: 'AES-GCM', iv: fromText(iv) }
  const bytes = await crypto.subtle.decrypt(about, secret, await answer.arrayBuffer())
  return URL.createObjectURL(new Blob([bytes], { type }))
}
