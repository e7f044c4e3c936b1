import type { Channel } from './channel.ts'
import { make, partOf } from './parts.ts'

const MOST = 50
/** pages of older messages that a search reads further */
const PAGES = 10

/** Searches what this device can open; on request it reads further back. */
export function offerSearch(
  root: HTMLElement,
  channel: Channel,
  open: HTMLElement,
  go: (id: string) => void,
) {
  const part = partOf(root)
  const [bar, results] = [part('find'), part('results')]
  const input = bar.querySelector('input')
  if (!input) return
  let isReading = false

  function draw() {
    const words = input?.value.trim().toLowerCase() ?? ''
    results.hidden = !words
    if (!words) return
    const found = channel.log.messages.filter(({ words: said, author, files }) =>
      [said, author.n, ...files.map(({ name }) => name)].some((one) =>
        one.toLowerCase().includes(words),
      ),
    )
    const rows = found
      .slice(-MOST)
      .reverse()
      .map(({ id, author, words: said, files, at }) =>
        make(
          'li',
          {},
          make(
            'button',
            { type: 'button', class: 'chat-result', onclick: () => go(id) },
            make('strong', {}, author.n),
            make('span', { class: 'hint' }, new Date(at).toLocaleDateString()),
            make(
              'span',
              { class: 'chat-said' },
              said.slice(0, 200) || files.map(({ name }) => name).join(', '),
            ),
          ),
        ),
      )
    if (rows.length === 0) rows.push(make('li', { class: 'hint' }, 'Nothing here says that.'))
    if (channel.history.hasMore)
      rows.push(
        make(
          'li',
          {},
          make(
            'button',
            { type: 'button', class: 'btn btn-quiet btn-small', onclick: () => void further() },
            isReading ? 'Reading…' : 'Search older messages',
          ),
        ),
      )
    results.replaceChildren(...rows)
  }

  async function further() {
    if (isReading) return
    isReading = true
    draw()
    for (let page = 0; page < PAGES && channel.history.hasMore; page++)
      await channel.history.older().catch(() => undefined)
    isReading = false
    draw()
  }

  const close = () => {
    bar.hidden = true
    results.hidden = true
    input.value = ''
  }
  input.addEventListener('input', draw)
  input.addEventListener('keydown', ({ key }) => key === 'Escape' && close())
  bar.querySelector('button')?.addEventListener('click', close)
  open.addEventListener('click', () => {
    bar.hidden = !bar.hidden
    if (bar.hidden) close()
    else input.focus()
  })
}
