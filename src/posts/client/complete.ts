import { insert } from './marks.ts'

type Choice = { text: string; words: string }

const WORD = /(^|[\s(])([@:])([\p{L}\p{N}_+-]{0,30})$/u

let emoji: Promise<string[]> | undefined

/**
 * Offers people after `@` and emoji after `:`, in a list below the text. The focus stays in the
 * textarea, which tells screen readers what is chosen; a live region says how many there are.
 */
export function complete(editor: HTMLElement, area: HTMLTextAreaElement) {
  const list = document.createElement('ul')
  list.id = `${area.id}-choices`
  list.role = 'listbox'
  list.ariaLabel = 'Suggestions'
  list.className = 'editor-choices'
  list.hidden = true
  editor.append(list)
  area.setAttribute('aria-controls', list.id)
  area.ariaAutoComplete = 'list'
  const status = editor.querySelector<HTMLOutputElement>('output.sr-only')
  let choices: Choice[] = []
  let chosen = 0
  let latest = 0

  const word = () => WORD.exec(area.value.slice(0, area.selectionEnd))

  function close() {
    latest++
    list.hidden = true
    area.removeAttribute('aria-activedescendant')
  }

  function choose(at: number) {
    chosen = (at + choices.length) % choices.length
    for (const [n, option] of [...list.children].entries()) {
      option.ariaSelected = String(n === chosen)
      if (n === chosen) {
        area.setAttribute('aria-activedescendant', option.id)
        option.scrollIntoView({ block: 'nearest' })
      }
    }
  }

  function pick() {
    const [, , mark = '', typed = ''] = word() ?? []
    const start = area.selectionEnd - typed.length - mark.length
    insert(area, `${choices[chosen]?.text} `, start, area.selectionEnd)
    close()
  }

  async function offer(asked?: boolean) {
    const [, , mark, typed = ''] = word() ?? []
    if (!mark || (!asked && typed.length < (mark === ':' ? 2 : 1))) return close()
    const turn = ++latest
    const find = mark === '@' ? people : faces
    const found = await find(editor, typed.toLowerCase()).catch(() => [])
    if (turn !== latest) return
    // an answer from the server that renewed the form knew nothing of it
    if (!list.isConnected) editor.append(list)
    choices = found
    if (status) status.value = found.length ? `Suggestions: ${found.length}` : ''
    if (!found.length || (found.length === 1 && found[0]?.text === mark + typed)) return close()
    list.replaceChildren(
      ...found.map(({ text, words }, at) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${at}`
        option.role = 'option'
        option.append(
          `${text} `,
          Object.assign(document.createElement('span'), { textContent: words }),
        )
        option.onpointerdown = (event) => {
          event.preventDefault()
          choose(at)
          pick()
        }
        return option
      }),
    )
    list.hidden = false
    choose(0)
  }

  area.addEventListener('input', () => offer())
  area.addEventListener('blur', close)
  area.addEventListener('keydown', (event) => {
    if (list.hidden) return
    const { key } = event
    if (key === 'ArrowDown') choose(chosen + 1)
    else if (key === 'ArrowUp') choose(chosen - 1)
    else if (key === 'Enter' || key === 'Tab') pick()
    else if (key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  return offer
}

async function people(editor: HTMLElement, typed: string): Promise<Choice[]> {
  const answer = await fetch(editor.dataset.mentions + encodeURIComponent(typed), {
    headers: { accept: 'application/json' },
  })
  const { people }: { people: { username: string; fullName: string }[] } = await answer.json()
  return people.map(({ username, fullName }) => ({ text: `@${username}`, words: fullName }))
}

async function faces(editor: HTMLElement, typed: string): Promise<Choice[]> {
  emoji ??= fetch(editor.dataset.emoji ?? '').then(async (file) => (await file.text()).split('\n'))
  const lines = await emoji
  return lines
    .filter((line) => line.includes(` ${typed}`))
    .slice(0, 8)
    .map((line) => ({ text: line.split(' ')[0] ?? '', words: line.split(' ')[1] ?? '' }))
}
