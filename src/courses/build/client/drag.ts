import { homeOf, placeOf, rowsOf, settleButtons } from './rows.ts'
import { say, tell } from './tell.ts'

/** Pixels from the edge of the window within which it scrolls, and by how much in a frame. */
const EDGE = 88
const STEP = 12

document.addEventListener('pointerdown', (down) => {
  const grip = down.target instanceof Element ? down.target.closest('[data-grip]') : null
  const row = grip?.closest<HTMLElement>('[data-kind]')
  const root = row?.closest<HTMLElement>('[data-outline]')
  if (!row || !root || down.button || root.dataset.dragging) return
  down.preventDefault()
  drag(root, row, down)
})

/**
 * The row itself stays where it is, unseen, until it is dropped: a finger that holds it would lose it
 * with its place in the page.
 */
function drag(root: HTMLElement, row: HTMLElement, down: PointerEvent) {
  const before = JSON.stringify(placeOf(row))
  const goBack = homeOf(row)
  const { gap, ghost } = lift(root, row)
  const ended = new AbortController()
  let at = down
  let frame = 0
  const follow = () => {
    ghost.style.translate = `0 ${at.clientY - down.clientY}px`
    const list = row.dataset.kind === 'module' ? root : listAt(root, at.clientY)
    if (list) settle(gap, list, row, at.clientY)
  }
  const run = () => {
    // what is taken near the edge stays there until it is moved
    if (at !== down && at.clientY < EDGE) scrollBy(0, -STEP)
    if (at !== down && at.clientY > innerHeight - EDGE) scrollBy(0, STEP)
    follow()
    frame = requestAnimationFrame(run)
  }
  const end = (isDropped: boolean) => {
    ended.abort()
    cancelAnimationFrame(frame)
    if (isDropped) follow()
    const { top } = gap.getBoundingClientRect()
    if (isDropped) gap.replaceWith(row)
    gap.remove()
    ghost.remove()
    row.removeAttribute('data-dragged')
    delete root.dataset.dragging
    keepAt(row, top)
    if (JSON.stringify(placeOf(row)) !== before) void save(root, row, goBack)
  }
  const on = { signal: ended.signal }
  const isOurs = ({ pointerId }: PointerEvent) => pointerId === down.pointerId
  addEventListener(
    'pointermove',
    (move) => {
      if (isOurs(move)) at = move
    },
    on,
  )
  addEventListener(
    'pointerup',
    (up) => {
      if (!isOurs(up)) return
      at = up
      end(true)
    },
    on,
  )
  addEventListener('pointercancel', (gone) => isOurs(gone) && end(false), on)
  addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), on)
  run()
}

/** Puts a gap where the row was, and what follows the pointer over it. */
function lift(root: HTMLElement, row: HTMLElement) {
  const head = row.querySelector('.build-module-head') ?? row
  const { left, width, height, top } = head.getBoundingClientRect()
  const gap = document.createElement('li')
  gap.className = 'build-gap'
  gap.style.height = `${height}px`
  gap.ariaHidden = 'true'
  row.before(gap)
  root.dataset.dragging = row.dataset.kind
  row.setAttribute('data-dragged', '')
  const ghost = document.createElement('div')
  ghost.className = 'build-row build-ghost'
  ghost.ariaHidden = 'true'
  for (const part of head.querySelectorAll(':scope > [data-grip], :scope > .build-type'))
    ghost.append(part.cloneNode(true))
  const title = document.createElement('span')
  title.dir = 'auto'
  title.append(row.querySelector('input')?.value ?? '')
  ghost.append(title)
  Object.assign(ghost.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` })
  ghost.style.height = `${height}px`
  document.body.append(ghost)
  keepAt(gap, top)
  return { gap, ghost }
}

/** What is under the pointer stays there, though modules close and open around it. */
const keepAt = (element: Element, top: number) =>
  scrollBy(0, element.getBoundingClientRect().top - top)

/** The lessons of the module that is pointed at, or of the one that is nearest below or at all. */
function listAt(root: Element, y: number) {
  const modules = rowsOf(root, 'module')
  const module = modules.find((one) => y <= one.getBoundingClientRect().bottom) ?? modules.at(-1)
  return module?.querySelector('[data-lessons]')
}

/** Moves the gap to what is pointed at among the rows of a list. */
function settle(gap: Element, list: Element, row: Element, y: number) {
  const next = [...list.children].find((other) => {
    const { top, height } = other.getBoundingClientRect()
    return other !== row && other !== gap && y < top + height / 2
  })
  if (gap.parentElement === list && following(gap, row) === next) return
  if (next) next.before(gap)
  else list.append(gap)
}

/** What stands after the gap, but for the row that will fill it. */
const following = (gap: Element, row: Element) => {
  const next = gap.nextElementSibling
  return (next === row ? row.nextElementSibling : next) ?? undefined
}

/** Moves are told one after another, as they were made. */
let telling: Promise<unknown> = Promise.resolve()

async function save(root: HTMLElement, row: HTMLElement, goBack: () => void) {
  settleButtons(root)
  const address = `${row.querySelector('form')?.dataset.rename}/position`
  const place = placeOf(row)
  const told = telling.then(() => tell(address, 'PUT', place))
  telling = told
  const wrong = await told
  if (!wrong) return say('The new order is saved.')
  goBack()
  settleButtons(root)
  say(`It went back. ${wrong.words}`)
  if (wrong.status) await renew()
}

/** Shows the outline as it stands, where this window knows it no more. */
async function renew() {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const now = page.getElementById('build')
  if (now) document.getElementById('build')?.replaceWith(now)
}
