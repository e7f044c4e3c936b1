import htmx from 'htmx.org'

fillSlots()

addEventListener('load', () =>
  setTimeout(() => {
    fetchScripts(document)
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
  presser.ariaBusy = 'true'
  if (!('enhance' in form.dataset)) return
  event.preventDefault()
  send(form, event)
})

/** What a part of the page needs beside the core comes when the page is there. */
function fetchScripts(root: ParentNode) {
  for (const part of root.querySelectorAll<HTMLElement>('[data-script]'))
    import(part.dataset.script ?? '')
}

/** Who is signed in here has a page for no network, and how much is new on the icon of the app. */
function install() {
  if (!document.querySelector('[data-me]')) return
  navigator.serviceWorker?.register('/worker.js', { updateViaCache: 'none' }).catch(() => undefined)
  const unread = Number.parseInt(
    document.querySelector('#nav-inbox .unread')?.textContent ?? '0',
    10,
  )
  navigator.setAppBadge?.(unread).catch(() => undefined)
}

/** Puts what the server knew last into the places that were sent before. */
function fillSlots() {
  // from now on the server may send a page in that order
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = 'js=1;path=/;samesite=lax'
  const late = document.querySelectorAll<HTMLTemplateElement>('template[data-fill]')
  if (!late.length) return
  const slots = new Map<string, Comment>()
  const comments = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT)
  while (comments.nextNode())
    if (comments.currentNode instanceof Comment)
      slots.set(comments.currentNode.data, comments.currentNode)
  for (const template of late) {
    const [start, end] = [
      slots.get(`slot:${template.dataset.fill}`),
      slots.get(`/slot:${template.dataset.fill}`),
    ]
    if (start && end) {
      while (start.nextSibling && start.nextSibling !== end) start.nextSibling.remove()
      const nodes = [...template.content.childNodes]
      start.after(...nodes)
      for (const node of nodes) if (node instanceof Element) htmx.process(node)
    }
    template.remove()
  }
}

/** Sends a form and renews the smallest region around it from the answer, fragment or whole page. */
function send(form: HTMLFormElement, event: SubmitEvent) {
  const target =
    form.closest('[data-region][id]') ?? document.getElementById('main') ?? document.body
  const action = event.submitter?.getAttribute('formaction') ?? form.getAttribute('action')
  htmx.ajax(form.getAttribute('method') ?? 'post', action ?? location.href, {
    source: form,
    event,
    target,
    swap: 'outerMorph',
    select: `#${target.id}`,
    selectOOB: '#toasts:innerHTML,#nav-inbox',
  })
}

htmx.on('htmx:after:request', (event) => {
  const { ctx } = event.detail
  const { sourceElement: source, response, text = '' } = ctx
  if (!response) return
  const { status, raw } = response
  if (status >= 400 && status !== 422) {
    event.preventDefault()
    const page = new DOMParser().parseFromString(text, 'text/html')
    return say(page.querySelector('[data-error]')?.textContent ?? 'That did not work.', source)
  }
  if (raw.redirected && new URL(raw.url).pathname !== location.pathname) {
    event.preventDefault()
    return location.assign(raw.url)
  }
  if (source instanceof HTMLFormElement) {
    if (status < 400) source.reset()
    if (text.includes(`id="${ctx.target.id}"`)) return
    ctx.target = document.getElementById('main') ?? ctx.target
    ctx.select = '#main'
  }
})

htmx.on('htmx:after:swap', ({ detail: { ctx } }) => {
  if (ctx.response?.status === 422)
    ctx.target.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
})

htmx.on('htmx:error', ({ detail: { ctx } }) => {
  if (ctx) say('That did not reach us. Are you online?', ctx.sourceElement)
})

htmx.on('htmx:finally:request', ({ detail: { ctx } }) => free(ctx.sourceElement))

htmx.on('htmx:after:settle', ({ detail: { task, newContent } }) => {
  fetchScripts(document)
  if (task.sourceElement?.rel !== 'next') return
  for (const node of newContent)
    if (node instanceof Element)
      return node.querySelector<HTMLElement>('a[href]')?.focus({ preventScroll: true })
})

function free(root: ParentNode) {
  if (root instanceof Element) root.ariaBusy = null
  for (const element of root.querySelectorAll('[aria-busy]')) element.ariaBusy = null
}

addEventListener('pageshow', () => free(document))

/** A toast; with the source of what failed, it offers to try that again. */
function say(words: string, failed?: Element) {
  const toast = document.createElement('div')
  toast.className = 'toast'
  toast.append(words)
  if (failed) {
    const retry = document.createElement('button')
    retry.className = 'btn btn-plain btn-small'
    retry.textContent = 'Try again'
    retry.onclick = () => {
      toast.remove()
      if (failed instanceof HTMLFormElement) failed.requestSubmit()
      else if (failed instanceof HTMLElement) failed.click()
    }
    toast.append(retry)
  }
  document.getElementById('toasts')?.append(toast)
}

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
