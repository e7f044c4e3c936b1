import { complete } from './client/complete.ts'
import { forgetSent, keep } from './client/draft.ts'
import { insert, surround } from './client/marks.ts'

forgetSent()

const KEYS: Record<string, string> = { b: 'Bold', i: 'Italic', k: 'Link' }

/** Gives a plain textarea its tools; all of them are extras to a form that works alone. */
class PostEditor extends HTMLElement {
  connectedCallback() {
    const area = this.querySelector('textarea')
    const form = area?.form
    if (!area || !form) return
    const offer = complete(this, area)
    this.onclick = (event) => {
      const { target } = event
      const button = target instanceof Element && target.closest('button')
      if (!button) return
      const { wrap, line, ask, preview } = button.dataset
      if (wrap || line) surround(area, wrap, line)
      if (ask) {
        insert(area, ask)
        offer(true)
      }
      if (preview === undefined) return
      event.preventDefault()
      show(this, area, form, button)
    }
    area.addEventListener('keydown', (event) => {
      if (!(event.ctrlKey || event.metaKey)) return
      if (event.key === 'Enter') form.requestSubmit()
      const tool = KEYS[event.key] && this.querySelector<HTMLElement>(`[title=${KEYS[event.key]}]`)
      if (!tool) return
      event.preventDefault()
      tool.click()
    })
    if (this.dataset.draft) keep(this, form, this.dataset.draft)
  }
}
customElements.define('post-editor', PostEditor)

/** Puts what the server makes of the text in the place of the textarea, and back. */
async function show(
  editor: HTMLElement,
  area: HTMLTextAreaElement,
  form: HTMLFormElement,
  button: HTMLButtonElement,
) {
  const pressed = button.ariaPressed !== 'true'
  const field = area.closest<HTMLElement>('.field')
  editor.querySelector('.prose')?.remove()
  if (pressed) {
    const answer = await fetch('/preview', {
      method: 'POST',
      body: new URLSearchParams([...new FormData(form)].map(([k, v]) => [k, String(v)])),
      headers: { accept: 'application/json' },
    })
    if (!answer.ok) return
    const page = document.createElement('div')
    page.className = 'prose editor-preview'
    page.innerHTML = (await answer.json()).html
    field?.after(page)
  }
  button.ariaPressed = String(pressed)
  if (field) field.hidden = pressed
}

for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-zone]')) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  select.value = here
  if (select.value !== here) select.add(new Option(here.replaceAll('_', ' '), here, true, true))
  for (const input of select.form?.querySelectorAll<HTMLInputElement>('[data-at]') ?? []) {
    const at = new Date(input.dataset.at ?? '')
    input.value = new Date(+at - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  }
}

for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-local]'))
  time.textContent = new Date(time.dateTime).toLocaleString([], {
    dateStyle: 'medium',
    timeStyle: 'short',
  })

// the address names the place to post to; without a script the server reads the field
document.addEventListener('change', ({ target }) => {
  const editor = document.querySelector<HTMLElement>('post-editor')
  if (target instanceof HTMLSelectElement && target.name === 'space' && editor)
    editor.dataset.mentions = editor.dataset.mentions?.replace(
      /space=[^&]*/,
      `space=${target.value}`,
    )
})
