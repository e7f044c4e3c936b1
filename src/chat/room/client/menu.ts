import { act, allows, react } from './acts.ts'
import type { Channel } from './channel.ts'
import type { Composer } from './composer.ts'
import type { List } from './list.ts'
import { partOf, tell } from './parts.ts'

type Parts = { channel: Channel; composer: Composer; list: List }

/** The menu of a message: opened by its button, by the other mouse button, or by a tap that stays. */
export function offerActs(root: HTMLElement, parts: Parts) {
  const at = { root, ...parts }
  const menu = partOf(root)('menu')
  const place = partOf(root)('list')
  let open: string | null = null
  const messageOf = (target: EventTarget | null) => {
    const row = target instanceof Element && target.closest('.msg')
    return row ? at.channel.log.find(row.id.slice(2)) : undefined
  }
  const attempt = (work: Promise<unknown>) =>
    void work.catch((error: Error) => tell(error.message || 'That did not work. Try again.'))

  function show(target: EventTarget | null, x: number, y: number) {
    const message = messageOf(target)
    if (!message || message.deleted) return
    open = message.id
    for (const button of menu.querySelectorAll<HTMLElement>('[data-act]'))
      button.hidden = !allows(button.dataset.act ?? '', message, at.channel)
    menu.showPopover()
    const { offsetWidth, offsetHeight } = menu
    const left = Math.max(8, Math.min(x - offsetWidth, innerWidth - offsetWidth - 8))
    const top = Math.max(8, Math.min(y, innerHeight - offsetHeight - 8))
    menu.style.setProperty('left', `${left}px`)
    menu.style.setProperty('top', `${top}px`)
    menu.querySelector('button')?.focus()
  }

  place.addEventListener('click', (event) => {
    const { target } = event
    const button = target instanceof Element ? target.closest('button') : null
    const message = messageOf(target)
    if (!button || !message) return
    if (button.matches('.msg-more')) {
      const { right, bottom } = button.getBoundingClientRect()
      show(target, right, bottom)
    } else if (button.dataset.react) attempt(react(at.channel, message, button.dataset.react))
    else if (button.dataset.act) attempt(act(button.dataset.act, message, at))
  })

  place.addEventListener('contextmenu', (event) => {
    // on a phone, where a finger rests; a mouse keeps the browser's own menu
    if (!matchMedia('(pointer: coarse)').matches) return
    event.preventDefault()
    show(event.target, event.clientX, event.clientY)
  })

  menu.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null
    const message = at.channel.log.find(open ?? '')
    if (!button || !message) return
    menu.hidePopover()
    if (button.dataset.react) attempt(react(at.channel, message, button.dataset.react))
    else attempt(act(button.dataset.act ?? '', message, at))
  })
}
