/** "One more" adds an empty row of fields like the last one. */
function begin() {
  for (const rows of document.querySelectorAll<HTMLElement>('[data-rows]:not([data-ready])')) {
    rows.dataset.ready = ''
    const [more] = rows.querySelectorAll<HTMLButtonElement>('[data-more]')
    if (!more) continue
    const all = () => rows.querySelectorAll<HTMLElement>('.quiz-row')
    const show = () => {
      more.hidden = all().length >= Number(rows.dataset.most)
    }
    more.addEventListener('click', () => {
      const last = [...all()].at(-1)
      const added = last?.cloneNode(true)
      if (!last || !(added instanceof HTMLElement)) return
      const number = all().length
      for (const field of added.querySelectorAll('input')) {
        field.ariaLabel = field.ariaLabel?.replace(/\d+/, String(number + 1)) ?? null
        if (field.type !== 'text') {
          field.checked = false
          field.value = String(number)
        } else field.value = ''
      }
      last.after(added)
      added.querySelector<HTMLInputElement>('input[type=text]')?.focus()
      show()
    })
    show()
  }
}

begin()
new MutationObserver(begin).observe(document.body, { childList: true, subtree: true })
