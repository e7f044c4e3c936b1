/** Makes a list of places to choose one whose items are moved up and down. */
export function orderable(list: HTMLElement, changed: () => void) {
  const items = () => [...list.querySelectorAll<HTMLElement>(':scope > li')]
  const placeOf = (item: HTMLElement) => item.querySelector('select')
  const given = items().sort(
    (a, b) => Number(placeOf(a)?.value || Infinity) - Number(placeOf(b)?.value || Infinity),
  )
  list.append(...given)
  list.dataset.ready = ''
  for (const item of items()) {
    for (const [by, words, sign] of [
      [-1, 'up', '↑'],
      [1, 'down', '↓'],
    ] as const) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'btn btn-plain btn-icon quiz-move'
      button.ariaLabel = `Move ${words}: ${item.querySelector('span[dir]')?.textContent ?? ''}`
      button.textContent = sign
      button.onclick = () => {
        const all = items()
        const at = all.indexOf(item)
        const other = all[at + by]
        if (!other) return
        if (by < 0) other.before(item)
        else other.after(item)
        number()
        changed()
        button.focus()
      }
      item.append(button)
    }
  }
  // what is seen is what is handed in
  number()

  function number() {
    items().forEach((item, at) => {
      const place = placeOf(item)
      if (place) place.value = String(at + 1)
    })
  }
}
