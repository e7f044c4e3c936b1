import { movesOf } from './rows.ts'

/** What was moved by a button, and which way: the part around it is renewed, and it stands elsewhere. */
let moved: { row: string; side: string } | undefined

document.addEventListener(
  'submit',
  ({ target, submitter }) => {
    if (!(target instanceof HTMLFormElement && submitter instanceof HTMLButtonElement)) return
    const row = submitter.name === 'move' && target.closest('[data-kind]')
    moved = row ? { row: row.id, side: submitter.value } : undefined
  },
  { capture: true },
)

document.addEventListener('htmx:after:settle', () => {
  const row = moved && document.getElementById(moved.row)
  if (!moved || !row) return
  const { side } = moved
  moved = undefined
  const buttons = [side, side === 'up' ? 'down' : 'up'].flatMap((one) => movesOf(row, one))
  const seen = buttons.find((button) => !button.disabled && button.checkVisibility())
  const back = seen ?? row.querySelector<HTMLElement>('details[data-menu] > summary')
  back?.focus()
})
