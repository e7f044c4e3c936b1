// drags modules and lessons by their grips, and saves titles where they stand; buttons and forms do
// the same without
document.documentElement.dataset.drag = ''

const outlineOf = (root: Element) => ({
  modules: [...root.querySelectorAll<HTMLElement>('[data-kind=module]')].map((module) => ({
    id: module.dataset.id,
    lessons: [...module.querySelectorAll<HTMLElement>('[data-kind=lesson]')].map(
      (lesson) => lesson.dataset.id,
    ),
  })),
})

document.addEventListener('pointerdown', (down) => {
  const grip = down.target instanceof Element ? down.target.closest('[data-grip]') : null
  const row = grip?.closest<HTMLElement>('[data-kind]')
  const root = row?.closest<HTMLElement>('[data-outline]')
  if (!row || !root || down.button) return
  down.preventDefault()
  const before = JSON.stringify(outlineOf(root))
  root.dataset.dragging = row.dataset.kind
  row.setAttribute('data-dragged', '')

  const move = ({ clientY }: PointerEvent) => {
    if (row.dataset.kind === 'lesson') intoList(root, row, clientY)
    beside(root, row, clientY)
    if (clientY < EDGE) scrollBy(0, -STEP)
    if (clientY > innerHeight - EDGE) scrollBy(0, STEP)
  }
  const drop = () => {
    removeEventListener('pointermove', move)
    row.removeAttribute('data-dragged')
    delete root.dataset.dragging
    if (JSON.stringify(outlineOf(root)) !== before) void saveOrder(root)
  }
  addEventListener('pointermove', move)
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, drop, { once: true })
})

/** Pixels from the edge of the window within which it scrolls, and by how much. */
const EDGE = 72
const STEP = 14

const covers = (element: Element, y: number) => {
  const { top, bottom } = element.getBoundingClientRect()
  return y >= top && y <= bottom
}

/** A lesson goes into the module that it is dragged over, even an empty one. */
function intoList(root: Element, row: Element, y: number) {
  const module = [...root.querySelectorAll('[data-kind=module]')].find((one) => covers(one, y))
  const list = module?.querySelector('[data-lessons]')
  if (!list || list.contains(row)) return
  const { top, height } = list.getBoundingClientRect()
  if (y < top + height / 2) list.prepend(row)
  else list.append(row)
}

function beside(root: Element, row: HTMLElement, y: number) {
  for (const other of root.querySelectorAll(`[data-kind=${row.dataset.kind}]`)) {
    if (other === row || !covers(other, y)) continue
    const { top, height } = other.getBoundingClientRect()
    if (y < top + height / 2) other.before(row)
    else other.after(row)
    return
  }
}

async function saveOrder(root: HTMLElement) {
  const isSaved = await put(root.dataset.outline ?? '', 'PUT', outlineOf(root))
  say(isSaved ? 'The new order is saved.' : 'The order was not saved. Try again.')
  const rows = [...root.querySelectorAll<HTMLElement>('[data-kind=lesson], [data-kind=module]')]
  for (const kind of ['lesson', 'module']) {
    const same = rows.filter((row) => row.dataset.kind === kind)
    for (const [index, row] of same.entries())
      for (const side of ['up', 'down']) {
        const button = row.querySelector<HTMLButtonElement>(`:scope [value=${side}]`)
        if (button) button.disabled = index === (side === 'up' ? 0 : same.length - 1)
      }
  }
}

async function rename(form: HTMLFormElement) {
  const input = form.querySelector('input')
  if (!input?.reportValidity() || input.value === input.defaultValue) return
  const isSaved = await put(form.dataset.rename ?? '', 'PATCH', { title: input.value })
  if (isSaved) input.defaultValue = input.value
  say(isSaved ? 'Renamed.' : 'The title was not saved. Try again.')
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

const put = (address: string, method: string, body: object): Promise<boolean> =>
  fetch(address, {
    method,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  }).then(
    ({ ok }) => ok,
    () => false,
  )

const say = (value: string) =>
  document.dispatchEvent(new CustomEvent('toast', { detail: { value } }))

// a new course keeps the time of who makes it
const zone = document.querySelector<HTMLInputElement>('input[data-zone]')
if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone
