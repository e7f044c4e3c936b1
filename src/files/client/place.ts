import type { Place } from './sending.ts'

/** What is chosen in a menu of a form, if it has such a one. */
export function chosenIn(form: HTMLFormElement | null, name: string): string | undefined {
  const menu = form?.elements.namedItem(name)
  return menu instanceof HTMLSelectElement ? menu.value : undefined
}

/** Where a list's files belong: as it says itself, unless a menu of its form says otherwise. */
export function placeOf({ dataset }: HTMLElement, form: HTMLFormElement | null): Place {
  const { purpose = 'attachment', community, space, of, replaces } = dataset
  const folder = chosenIn(form, 'folder') ?? of
  return {
    ...{ purpose, community, ...(folder && { of: folder }), ...(replaces && { replaces }) },
    space: chosenIn(form, 'space') ?? space,
  }
}
