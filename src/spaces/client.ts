// drags the rows of [data-order] by their [data-grip]; the buttons beside them do the same without
document.documentElement.dataset.drag = ''

/** What can be ordered: the link to more of a list is a child of it, too. */
const rowsOf = (list: Element): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>(':scope > [data-id]'),
]

document.addEventListener('pointerdown', (down) => {
  const grip = down.target instanceof Element ? down.target.closest('[data-grip]') : null
  const row = grip?.closest('li')
  const list = row?.closest<HTMLElement>('[data-order]')
  if (!row || !list || down.button) return
  down.preventDefault()
  const before = rowsOf(list)
  row.setAttribute('data-dragged', '')

  const move = ({ clientY }: PointerEvent) => {
    for (const other of rowsOf(list)) {
      const { top, height } = other.getBoundingClientRect()
      if (other === row || clientY < top || clientY > top + height) continue
      const above = clientY < top + height / 2
      if (above) other.before(row)
      else other.after(row)
    }
  }
  const drop = () => {
    removeEventListener('pointermove', move)
    row.removeAttribute('data-dragged')
    settleButtons(list)
    const after = rowsOf(list)
    if (before.some((other, at) => other !== after[at])) void save(list, before)
  }
  addEventListener('pointermove', move)
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, drop, { once: true })
})

/** The first of all cannot go up, nor the last down. */
function settleButtons(list: Element) {
  const rows = rowsOf(list)
  for (const side of ['up', 'down'])
    for (const button of list.querySelectorAll<HTMLButtonElement>(`[value=${side}]`))
      button.disabled = button.closest('li') === rows.at(side === 'up' ? 0 : -1)
}

/** Sends the new order; what is refused, or did not arrive, stands as it was `before`. */
async function save(list: HTMLElement, before: HTMLElement[]) {
  const { order = '', folder } = list.dataset
  const saved = await fetch(order, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ ids: rowsOf(list).map(({ dataset }) => dataset.id), folder }),
  }).catch(() => null)
  if (!saved?.ok) {
    list.prepend(...before)
    settleButtons(list)
  }
  const value = saved?.ok
    ? 'The new order is saved.'
    : 'It went back: the new order was not saved. Try again.'
  document.dispatchEvent(new CustomEvent('toast', { detail: { value } }))
}
