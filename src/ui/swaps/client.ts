import htmx from 'htmx.org'
import { fetchScripts, free, say } from '../client/parts.ts'

/** htmx has seen the page: it begins when the document is there, or in a moment. */
export const ready = new Promise<unknown>((resolve) => {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', resolve)
  else setTimeout(resolve)
})

/** Sends a form and renews the smallest region around it from the answer, fragment or whole page. */
export function send(form: HTMLFormElement, event: SubmitEvent) {
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
