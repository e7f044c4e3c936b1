import { faceOf } from './face.ts'
import { make } from './parts.ts'
import type { People, Someone } from './people.ts'

type Found = { username: string; fullName: string; avatarUrl: string | null }

/** Offers members for what begins with an @: those who wrote here first, then the others. */
export function offerNames(
  area: HTMLTextAreaElement,
  list: HTMLElement,
  people: People,
  slug: string | null,
) {
  list.role = 'listbox'
  list.ariaLabel = 'Members'
  list.id = 'chat-names'
  area.setAttribute('aria-controls', list.id)
  area.ariaAutoComplete = 'list'
  let shown: Someone[] = []
  let chosen = 0
  let turn = 0

  const begun = () => /(?:^|\s)@([a-z0-9-]*)$/i.exec(area.value.slice(0, area.selectionStart))

  function draw() {
    list.hidden = shown.length === 0
    list.replaceChildren(
      ...shown.map((someone, at) =>
        make(
          'div',
          {
            ...{ role: 'option', class: 'chat-name', id: `chat-name-${at}` },
            'aria-selected': String(at === chosen),
            onpointerdown: (event) => {
              event.preventDefault()
              take(someone)
            },
          },
          faceOf(someone, 20),
          make('strong', { class: 'truncate' }, someone.n),
          make('span', { class: 'hint truncate' }, `@${someone.u}`),
        ),
      ),
    )
    // the focus stays in the field: it says which one is chosen
    if (list.hidden) area.removeAttribute('aria-activedescendant')
    else area.setAttribute('aria-activedescendant', `chat-name-${chosen}`)
  }

  function take({ u }: Someone) {
    const before = area.value.slice(0, area.selectionStart).replace(/@[a-z0-9-]*$/i, `@${u} `)
    area.value = before + area.value.slice(area.selectionStart)
    area.setSelectionRange(before.length, before.length)
    shown = []
    draw()
    area.focus()
  }

  area.addEventListener('input', async () => {
    const mine = ++turn
    const typed = begun()?.[1]?.toLowerCase()
    shown = typed === undefined ? [] : known(people, typed)
    chosen = 0
    draw()
    if (typed === undefined || !slug) return
    const more = await others(slug, typed)
    if (mine !== turn) return
    shown = [...shown, ...more.filter(({ u }) => !shown.some((one) => one.u === u))].slice(0, 6)
    draw()
  })

  area.addEventListener('keydown', (event) => {
    if (list.hidden) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const someone = shown[chosen]
    if (step) chosen = (chosen + step + shown.length) % shown.length
    else if ((event.key === 'Enter' || event.key === 'Tab') && someone) take(someone)
    else if (event.key === 'Escape') shown = []
    else return
    event.preventDefault()
    draw()
  })

  area.addEventListener('blur', () => {
    shown = []
    draw()
  })
}

const known = (people: People, typed: string): Someone[] =>
  [...people.known.values()]
    .filter(({ u, n }) => u.startsWith(typed) || n.toLowerCase().startsWith(typed))
    .slice(0, 6)

async function others(slug: string, typed: string): Promise<Someone[]> {
  const answer = await fetch(`/${slug}/mentions?q=${encodeURIComponent(typed)}`, {
    headers: { accept: 'application/json' },
  }).catch(() => null)
  if (!answer?.ok) return []
  const { people = [] }: { people?: Found[] } = await answer.json()
  return people.map((one) => ({
    ...{ a: one.username, n: one.fullName, u: one.username, v: one.avatarUrl },
    r: 'member' as const,
  }))
}
