export const rowsOf = (root: Element, kind: string): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>(`[data-kind=${kind}]`),
]

const idAt = (row: Element | null | undefined) =>
  (row instanceof HTMLElement ? row.dataset.id : undefined) ?? null

/** Where a row stands, as the server is told: after what, and a lesson in which module. */
export const placeOf = (row: HTMLElement) => {
  const after = idAt(row.previousElementSibling)
  return row.dataset.kind === 'module'
    ? { after }
    : { after, module: idAt(row.closest('[data-kind=module]')) }
}

/** Where a row stands, to be put back there. */
export const homeOf = (row: HTMLElement) => {
  const { parentElement: list, nextElementSibling: next } = row
  return () => {
    if (next?.parentElement === list) next?.before(row)
    else list?.append(row)
  }
}

/** The first of all cannot go up, nor the last down. */
export function settleButtons(root: Element) {
  for (const kind of ['lesson', 'module']) {
    const rows = rowsOf(root, kind)
    for (const [index, row] of rows.entries())
      for (const side of ['up', 'down'])
        for (const button of movesOf(row, side))
          button.disabled = index === (side === 'up' ? 0 : rows.length - 1)
  }
}

/** The buttons of a row itself: a module has its lessons' within. */
export const movesOf = (row: Element, side: string): HTMLButtonElement[] =>
  [...row.querySelectorAll<HTMLButtonElement>(`[name=move][value=${side}]`)].filter(
    (button) => button.closest('[data-kind]') === row,
  )
