import type { Composer } from './composer.ts'
import { make, partOf, tell } from './parts.ts'
import { MOST_FILE, sealFile } from './sealing.ts'

const MOST = 10

/** Files that go with the next message: chosen, pasted or dropped, encrypted while one still writes. */
export function offerFiles(
  root: HTMLElement,
  composer: Composer,
  place: { community: string; space: string },
) {
  const part = partOf(root)
  const tray = part('tray')
  const input = part<HTMLInputElement>('files')
  part('attach').addEventListener('click', () => input.click())
  input.addEventListener('change', () => {
    void add([...(input.files ?? [])])
    input.value = ''
  })
  composer.area.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length) event.preventDefault()
    void add(files)
  })
  root.addEventListener('dragover', (event) => event.preventDefault())
  root.addEventListener('drop', (event) => {
    event.preventDefault()
    void add([...(event.dataTransfer?.files ?? [])])
  })
  part('compose').addEventListener('said', () => {
    tray.replaceChildren()
    tray.hidden = true
  })

  const add = async (files: File[]) => {
    const free = MOST - tray.children.length
    if (files.length > free) tell(`Up to ${MOST} files go with one message.`)
    await Promise.all(files.slice(0, free).map(put))
  }

  async function put(file: File) {
    if (file.size > MOST_FILE)
      return tell(`${file.name} is too large: up to 8 MB go with a message.`)
    const away = make('button', { type: 'button', class: 'btn btn-plain btn-small' }, 'Remove')
    const row = make(
      'li',
      { 'aria-busy': 'true' },
      make('span', { class: 'truncate' }, file.name),
      away,
    )
    tray.append(row)
    tray.hidden = false
    try {
      const attached = await composer.waiting(sealFile(file, place))
      row.ariaBusy = null
      composer.files.push(attached)
      away.addEventListener('click', () => {
        composer.files = composer.files.filter((one) => one !== attached)
        row.remove()
        tray.hidden = tray.children.length === 0
      })
    } catch (error) {
      row.remove()
      tray.hidden = tray.children.length === 0
      tell(error instanceof Error ? error.message : `${file.name} could not be stored.`)
    }
  }
}
