import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Kept, Mailbox } from './store.ts'

const style = readFileSync(join(import.meta.dirname, 'style.css'), 'utf8')

/** Every letter that was sent, newest first, and the one that is being read. */
export const mailPages = (store: Mailbox) =>
  new Hono()
    .use(async (c, next) => {
      await next()
      c.header('cache-control', 'no-store')
      // a letter is shown as mail programs do: its styles, and none of its scripts
      if (!c.res.headers.has('content-security-policy')) c.header('content-security-policy', PAGE)
    })
    .get('/', (c) => {
      const letters = store.all()
      const chosen = store.find(c.req.query('id') ?? '') ?? letters[0]
      return c.html(page(letters, chosen, c.req.query('as') === 'text', c.req.query('said')))
    })
    .get('/letters/:id/html', (c) => {
      const letter = store.find(c.req.param('id'))
      if (!letter) return c.text('No such letter', 404)
      c.header('content-security-policy', LETTER)
      return c.html(letter.html)
    })
    .get('/style.css', (c) => c.body(style, 200, { 'content-type': 'text/css' }))

const PAGE =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self' http://localhost:*; base-uri 'none'"
const LETTER =
  "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; sandbox allow-popups"

const page = (
  letters: Kept[],
  chosen: Kept | undefined,
  asText: boolean,
  said?: string,
) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Local mail</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<nav aria-label="Letters">
<h1>Mail <span>${letters.length}</span></h1>
${letters.length ? '' : html`<p class="quiet">No letters yet. What OpenCircle sends from this machine lands here.</p>`}
<ol>${letters.map((letter) => line(letter, letter.id === chosen?.id))}</ol>
</nav>
<main>${chosen ? reading(chosen, asText, said) : ''}</main>
</body>
</html>`

const line = ({ id, to, subject, at }: Kept, isChosen: boolean) => html`<li>
<a href="/?id=${id}"${isChosen ? html` aria-current="true"` : ''}>
<b>${subject}</b><span>${to.join(', ')}</span><time datetime="${at}">${time(at)}</time></a></li>`

const reading = (letter: Kept, asText: boolean, said?: string) => html`<header>
<h2>${letter.subject}</h2>
<dl>
<div><dt>From</dt><dd>${letter.from}</dd></div>
<div><dt>To</dt><dd>${letter.to.join(', ')}</dd></div>
${Object.entries(letter.headers).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
</dl>
<div class="acts">
<a href="/?id=${letter.id}${asText ? '' : '&as=text'}">${asText ? 'As HTML' : 'As text'}</a>
<form method="post" action="/letters/${letter.id}/bounce"><button>Let it bounce</button></form>
<form method="post" action="/letters/${letter.id}/complaint"><button>Complain</button></form>
${said ? html`<output>${said}</output>` : ''}
</div>
</header>
${asText ? html`<pre>${letter.text}</pre>` : html`<iframe title="The letter" src="/letters/${letter.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`}`

const time = (at: string) =>
  new Date(at).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })
