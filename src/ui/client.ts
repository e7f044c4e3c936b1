import { readAhead } from './client/ahead.ts'
import { fetchScripts, free, say } from './client/parts.ts'

fillSlots()

addEventListener('load', () =>
  setTimeout(() => {
    fetchScripts(document)
    readAhead()
    install()
  }),
)

const agreed = new WeakSet<HTMLFormElement>()

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.method === 'dialog' || event.defaultPrevented)
    return
  const { submitter } = event
  const presser = submitter ?? form
  if (presser.ariaBusy) return event.preventDefault()
  const question = submitter?.dataset.confirm ?? form.dataset.confirm
  if (question && !agreed.delete(form)) {
    event.preventDefault()
    return ask(question, form, submitter)
  }
  if ('themeSwitch' in form.dataset && submitter instanceof HTMLButtonElement) {
    event.preventDefault()
    return paint(submitter)
  }
  // what opens beside this page keeps nobody waiting on it
  if (form.target) return
  presser.ariaBusy = 'true'
  if (!('enhance' in form.dataset)) return
  event.preventDefault()
  swaps().then(
    ({ send }) => send(form, event),
    () => {
      free(presser)
      say('That did not reach us. Are you online?', presser)
    },
  )
})

/** What renews parts of a page in place, htmx with it, comes when somebody first touches the page. */
let loaded: Promise<typeof import('./swaps/client.ts')> | undefined
let isThere = false

function swaps() {
  const address = document.querySelector<HTMLElement>('[data-swaps]')?.dataset.swaps ?? ''
  loaded ??= import(address).then(
    async (module) => {
      await module.ready
      isThere = true
      return module
    },
    (error) => {
      loaded = undefined
      throw error
    },
  )
  return loaded
}

const ahead = () => void swaps().catch(() => undefined)
for (const touch of ['pointerdown', 'keydown', 'focusin'])
  addEventListener(touch, ahead, { once: true, passive: true })
// a pointer that rests where the page appears is over it at once
addEventListener('load', () =>
  addEventListener('pointermove', ahead, { once: true, passive: true }),
)

document.addEventListener(
  'click',
  (event) => {
    const { target, ctrlKey, metaKey, shiftKey } = event
    const asker = target instanceof Element ? target.closest<HTMLElement>('[hx-get]') : null
    if (!asker || isThere || ctrlKey || metaKey || shiftKey) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const go = () => asker.click()
    swaps().then(go, () => {
      isThere = true
      go()
    })
  },
  true,
)

/** Who is signed in here has a page for no network, and how much is new on the icon of the app. */
function install() {
  if (!document.querySelector('[data-me]')) return
  navigator.serviceWorker?.register('/worker.js', { updateViaCache: 'none' }).catch(() => undefined)
  navigator.serviceWorker?.addEventListener('message', ({ data }) => renew(data.open))
  wear()
}

/** A pressed notification leads here: nobody is led away from what they write. */
function renew(address: string) {
  const areas = [...document.querySelectorAll('textarea')]
  if (areas.some(({ value, defaultValue }) => value !== defaultValue))
    return say('There is more here now. You see it once you load the page again.')
  const isHere = location.href.split('#')[0] === address.split('#')[0]
  location.assign(address)
  if (isHere) location.reload()
}

function wear() {
  const unread = document.querySelector('#nav-inbox .unread')?.textContent ?? '0'
  navigator.setAppBadge?.(Number.parseInt(unread, 10)).catch(() => undefined)
}

// marked in place, as in the inbox
document.addEventListener('htmx:after:settle', wear)

/** Puts what the server knew last into the places that were sent before. */
function fillSlots() {
  // from now on the server may send a page in that order
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = 'js=1;path=/;samesite=lax'
  const late = document.querySelectorAll<HTMLTemplateElement>('template[data-fill]')
  if (!late.length) return
  const markers: Comment[] = []
  const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT)
  while (comments.nextNode())
    if (comments.currentNode instanceof Comment) markers.push(comments.currentNode)
  for (const template of late) {
    const named = (data: string) => markers.filter((one) => one.data === data)
    const ends = named(`/slot:${template.dataset.fill}`)
    // the spaces stand in the sidebar and again in the phone's sheet
    for (const [at, start] of named(`slot:${template.dataset.fill}`).entries()) {
      const end = ends[at]
      while (end && start.nextSibling && start.nextSibling !== end) start.nextSibling.remove()
      if (end) start.after(template.content.cloneNode(true))
    }
    template.remove()
  }
}

addEventListener('pageshow', () => free(document))

document.addEventListener('toast', (event) => {
  if (event instanceof CustomEvent) say(String(event.detail.value))
})

function ask(question: string, form: HTMLFormElement, submitter: HTMLElement | null) {
  const dialog = document.querySelector<HTMLDialogElement>('#confirm')
  if (!dialog) return
  const [title, yes] = dialog.querySelectorAll('h2, [data-yes] span')
  if (title) title.textContent = question
  if (yes) yes.textContent = submitter?.textContent?.trim() || 'Yes'
  dialog.returnValue = ''
  dialog.onclose = () => {
    // its menu has closed meanwhile, and what is hidden cannot take the focus back
    if (dialog.returnValue !== 'yes')
      return form.closest('details[data-menu]')?.querySelector('summary')?.focus()
    agreed.add(form)
    form.requestSubmit(submitter)
  }
  dialog.showModal()
}

function paint(chosen: HTMLButtonElement) {
  const { value } = chosen
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `theme=${value};path=/;max-age=31536000;samesite=lax`
  const scheme = document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')
  if (scheme) scheme.content = value === 'system' ? 'light dark' : value
  for (const button of document.querySelectorAll('[data-theme-switch] button'))
    button.ariaPressed = String(button === chosen)
}

const menus = () => document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')

document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return
  for (const menu of menus()) {
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
})

document.addEventListener('focusin', ({ target }) => {
  for (const menu of menus())
    if (target instanceof Node && !menu.contains(target)) menu.open = false
})

document.addEventListener('input', ({ target }) => {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
  const counter = document.querySelector<HTMLElement>(`[data-counter="${CSS.escape(target.id)}"]`)
  const left = Number(counter?.dataset.max) - target.value.length
  if (counter) counter.textContent = left < Number(counter.dataset.max) / 5 ? `${left} left` : ''
})

// a picture that does not come gives way to the initials or words it carries, a cover to the band below it
document.addEventListener('error', ({ target }) => unmask(target), true)
for (const image of document.images) if (image.complete && !image.naturalWidth) unmask(image)

function unmask(image: EventTarget | null) {
  if (!(image instanceof HTMLImageElement)) return
  const { initials, tone } = image.dataset
  if (!initials && !image.matches('.cover, .gallery-picture')) return
  const face = document.createElement('span')
  face.className = initials ? `${image.className} tone-${tone}` : image.className
  face.textContent = initials ?? image.alt
  face.ariaHidden = 'true'
  image.replaceWith(face)
}
