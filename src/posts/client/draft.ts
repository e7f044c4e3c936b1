/** Throws away what this device kept of a form that has been sent: the server names it once. */
export function forgetSent() {
  const sent = document.cookie.match(/(?:^|; )sent=([^;]*)/)?.[1]
  if (!sent) return
  const name = decodeURIComponent(sent)
  localStorage.removeItem(`draft:${name}`)
  localStorage.removeItem(`files:${name}`)
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = 'sent=;path=/;max-age=0'
}

/** Keeps what is typed in a form on this device, until it has been sent or is thrown away. */
export function keep(editor: HTMLElement, form: HTMLFormElement, name: string) {
  const key = `draft:${name}`
  const fields = [...form.elements].filter(
    (field): field is HTMLInputElement | HTMLTextAreaElement =>
      !field.closest('file-uploads') &&
      (field instanceof HTMLTextAreaElement ||
        (field instanceof HTMLInputElement && /^(text|datetime-local)$/.test(field.type))),
  )
  const forget = () => localStorage.removeItem(key)
  const kept: string[] = JSON.parse(localStorage.getItem(key) ?? '[]')
  if (kept.length === fields.length && fields.some((field, at) => field.value !== kept[at])) {
    for (const [at, field] of fields.entries()) field.value = kept[at] ?? ''
    offer(editor, form, forget)
  }
  let wait: ReturnType<typeof setTimeout> | undefined
  form.addEventListener('input', () => {
    clearTimeout(wait)
    wait = setTimeout(() => {
      if (fields.every((field) => field.value === field.defaultValue)) forget()
      else localStorage.setItem(key, JSON.stringify(fields.map((field) => field.value)))
    }, 300)
  })
  form.addEventListener('reset', () => {
    clearTimeout(wait)
    forget()
    editor.querySelector('.editor-draft')?.remove()
  })
}

function offer(editor: HTMLElement, form: HTMLFormElement, forget: () => void) {
  const line = document.createElement('p')
  line.className = 'editor-draft hint'
  line.append('We kept what you were writing. ')
  const undo = document.createElement('button')
  undo.type = 'button'
  undo.className = 'text-link'
  undo.textContent = 'Start over'
  undo.onclick = () => {
    form.reset()
    forget()
  }
  line.append(undo)
  editor.append(line)
}
