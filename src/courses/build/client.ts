// drags modules and lessons by their grips, keeps the focus on what buttons move, and saves titles
// where they stand; buttons and forms do the same without
import './client/drag.ts'
import './client/focus.ts'
import { say, tell } from './client/tell.ts'

document.documentElement.dataset.drag = ''

async function rename(form: HTMLFormElement) {
  const input = form.querySelector('input')
  if (!input?.reportValidity() || input.value === input.defaultValue) return
  const wrong = await tell(form.dataset.rename ?? '', 'PATCH', { title: input.value })
  if (wrong) return say(`The title was not saved. ${wrong.words}`)
  input.defaultValue = input.value
  say('Renamed.')
}

document.addEventListener('change', ({ target }) => {
  const form = target instanceof Element && target.closest<HTMLFormElement>('form[data-rename]')
  if (form) void rename(form)
})

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.dataset.rename) return
    event.preventDefault()
    // leaving it saves it
    form.querySelector('input')?.blur()
  },
  { capture: true },
)

// a new course keeps the time of who makes it
const zone = document.querySelector<HTMLInputElement>('input[data-zone]')
if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone
