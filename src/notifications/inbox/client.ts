/** Keys of the inbox: j and k walk, Enter opens, e marks read or new again, m mutes. */
const rows = () => [...document.querySelectorAll<HTMLElement>('.notice-row')]

document.addEventListener('keydown', (event) => {
  const { key, target } = event
  if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return
  if (target.closest('input, textarea, select, [contenteditable], dialog[open]')) return
  const all = rows()
  const here = target.closest<HTMLElement>('.notice-row')
  const at = here ? all.indexOf(here) : -1
  if (key === 'j' || key === 'ArrowDown') step(all[at + 1] ?? all.at(-1))
  else if (key === 'k' || key === 'ArrowUp') step(all[Math.max(0, at - 1)])
  else if (here && key === 'e') press(here, '/read')
  else if (here && key === 'm') press(here, '/mute')
  else return
  event.preventDefault()
})

function step(row?: HTMLElement) {
  row?.querySelector<HTMLElement>('.notice-link')?.focus()
  row?.scrollIntoView({ block: 'nearest' })
}

/** Sends the form of the row's menu, and stays on the row when it has been drawn anew. */
function press(row: HTMLElement, act: string) {
  const form = row.querySelector<HTMLFormElement>(`.notice-menu form[action*="${act}"]`)
  form?.requestSubmit()
  step(row)
}

export {}
