import { html } from 'hono/html'
import { CARDS } from '../cards.ts'

export type Html = ReturnType<typeof html>

export const page = (title: string, body: Html, wide = false): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body><main${wide ? html` class="wide"` : ''}>${body}</main></body>
</html>`

/** A state in a word, as people write it. */
export const tag = (state: string | null): Html =>
  html`<span class="tag">${(state ?? '').replaceAll('_', ' ')}</span>`

/** Says what this page stands in for. */
export const eyebrow = (what: string): Html =>
  html`<p class="eyebrow">${what} <span class="tag">Test mode</span></p>`

export function field(of: {
  name: string
  label: string
  value?: string
  type?: string
  autocomplete?: string
  list?: string
  required?: boolean
}): Html {
  const { name, label, value = '', type = 'text', autocomplete = 'off', list, required = true } = of
  return html`<label class="field"><span>${label}</span>
<input name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" maxlength="200"${list ? html` list="${list}"` : ''}${required ? html` required` : ''}></label>`
}

/** Number, date and code, filled in with the card that pays. */
export const cardFields = (typed: Record<string, string> = {}): Html => html`
${field({ name: 'number', label: 'Card number', value: typed.number ?? '4242 4242 4242 4242', list: 'cards' })}
<datalist id="cards">${known().map(({ number, note }) => html`<option value="${number}">${note}</option>`)}</datalist>
<div class="pair">
${field({ name: 'expiry', label: 'Expires (MM / YY)', value: typed.expiry ?? '12 / 34' })}
${field({ name: 'cvc', label: 'Security code', value: typed.cvc ?? '123' })}
</div>`

export const testCards = (): Html => html`<details class="cards">
<summary>Test cards</summary>
<dl>${known().map(({ number, note }) => html`<div><dt>${number}</dt><dd>${note}</dd></div>`)}</dl>
</details>`

const known = () =>
  Object.entries(CARDS).flatMap(([number, { note }]) =>
    note ? { number: number.replace(/(\d{4})(?=\d)/g, '$1 '), note } : [],
  )

export const error = (text: string | undefined): Html | '' =>
  text ? html`<p class="error" role="alert">${text}</p>` : ''

export const day = (time: number): string =>
  new Date(time * 1000).toLocaleDateString('en', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })

export const lostPage = (): Html =>
  page(
    'Not here',
    html`<header>${eyebrow('Local Stripe')}<h1>There is nothing here</h1>
<p class="quiet">The link may be old. Go back to where you came from and begin again.</p></header>`,
  )
