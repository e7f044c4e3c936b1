import type { ChatConfig } from '../../page/rules.ts'
import type { Composer, Holder } from './composer.ts'
import { isPicture } from './files.ts'
import { make, partOf, tell } from './parts.ts'
import { sealFile, unstore } from './sealing.ts'

const MOST = 10

/** Files that go with the next message: chosen, pasted or dropped, encrypted while one still writes. */
export function offerFiles(root: HTMLElement, composer: Composer, place: ChatConfig) {
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
    forget(tray)
    tray.replaceChildren()
    tray.hidden = true
  })

  const forget = (place: HTMLElement) => {
    for (const { src } of place.querySelectorAll('img')) URL.revokeObjectURL(src)
  }

  const add = async (files: File[]) => {
    const free = MOST - tray.children.length
    if (files.length > free) tell(`Up to ${MOST} files go with one message.`)
    await Promise.all(files.slice(0, free).map(put))
  }

  async function put(chosen: File) {
    const away = make('button', { type: 'button', class: 'btn btn-plain btn-small' }, 'Remove')
    const row = make(
      'li',
      { 'aria-busy': 'true' },
      ...(isPicture(chosen) ? [make('img', { src: URL.createObjectURL(chosen), alt: '' })] : []),
      make('span', { class: 'truncate' }, chosen.name),
      away,
    )
    tray.append(row)
    tray.hidden = false
    const holder: Holder = {}
    const leave = () => {
      forget(row)
      row.remove()
      tray.hidden = tray.children.length === 0
    }
    let isWanted = true
    away.addEventListener('click', () => {
      isWanted = false
      leave()
      if (composer.drop(holder) && holder.file) void unstore([holder.file])
    })
    try {
      const file = await composer.attach(holder, sealFile(chosen, place))
      row.ariaBusy = null
      // it was taken out again while it came
      if (!isWanted) void unstore([file])
    } catch (error) {
      leave()
      if (isWanted)
        tell((error instanceof Error && error.message) || `${chosen.name} could not be stored.`)
    }
  }
}
