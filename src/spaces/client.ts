// drags the rows of [data-order] by their [data-grip]; the buttons beside them do the same without
document.documentElement.dataset.drag = ''

const idsOf = (list: Element) =>
  [...list.children].map((row) => (row instanceof HTMLElement ? row.dataset.id : ''))

document.addEventListener('pointerdown', (down) => {
  const grip = down.target instanceof Element ? down.target.closest('[data-grip]') : null
  const row = grip?.closest('li')
  const list = row?.closest<HTMLElement>('[data-order]')
  if (!row || !list || down.button) return
  down.preventDefault()
  const before = idsOf(list).join()
  row.setAttribute('data-dragged', '')

  const move = ({ clientY }: PointerEvent) => {
    for (const other of list.children) {
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
    for (const side of ['up', 'down'])
      for (const button of list.querySelectorAll<HTMLButtonElement>(`[value=${side}]`)) {
        const at = button.closest('li')
        button.disabled = at === (side === 'up' ? list.firstElementChild : list.lastElementChild)
      }
    if (idsOf(list).join() !== before) save(list)
  }
  addEventListener('pointermove', move)
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, drop, { once: true })
})

async function save(list: HTMLElement) {
  const saved = await fetch(list.dataset.order ?? '', {
    method: 'PUT',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ ids: idsOf(list) }),
  }).catch(() => null)
  const value = saved?.ok ? 'The new order is saved.' : 'The order was not saved. Try again.'
  document.dispatchEvent(new CustomEvent('toast', { detail: { value } }))
}
