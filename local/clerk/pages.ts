import { html } from 'hono/html'
import type { Session, User } from './users.ts'

type Html = ReturnType<typeof html>

export type SignUp = { username: string; fullName: string; email: string }
export type Errors = Partial<Record<keyof SignUp | 'avatarUrl' | 'form', string>>

/** Rows on the page; the search finds the others. */
export const SHOWN = 60
const SEARCH_FROM = 12

const page = (title: string, body: Html): Html => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body><main>${body}</main></body>
</html>`

/** Who do you want to be? */
export function signInPage(props: {
  people: User[]
  total: number
  search: string
  back: string
  signUp?: SignUp
  errors?: Errors
}): Html {
  const { people, total, search, back, signUp, errors = {} } = props
  return page(
    'Sign in',
    html`<header>
<p class="eyebrow">Local sign-in</p>
<h1>Who are you today?</h1>
<p class="quiet">This page stands in for Clerk on your own machine: no password, no e-mail, nothing leaves it. You can also <a href="#new">come as someone new</a>.</p>
</header>
${errors.form ? html`<p class="error" role="alert">${errors.form}</p>` : ''}
${total > SEARCH_FROM || search ? searchForm(search, back) : ''}
<section aria-labelledby="people">
<h2 id="people">${search ? `Found ${total}` : 'Be someone who is here'}</h2>
${people.length ? peopleList(people, back) : html`<p class="quiet empty">Nobody by that name. Look for another, or come as someone new.</p>`}
${total > people.length ? html`<p class="quiet">…and ${total - people.length} more: search for them by name.</p>` : ''}
</section>
<section aria-labelledby="new">
<h2 id="new">Come as someone new</h2>
${signUpForm(back, signUp, errors)}
</section>`,
  )
}

const searchForm = (search: string, back: string): Html => html`<form class="search" role="search">
<input type="hidden" name="redirect_url" value="${back}">
<label class="hidden" for="q">Search people</label>
<input id="q" type="search" name="q" value="${search}" placeholder="Search by name or username">
<button class="quiet-button">Search</button>
</form>`

const peopleList = (
  people: User[],
  back: string,
): Html => html`<form method="post" action="/sign-in">
<input type="hidden" name="redirect_url" value="${back}">
<ul class="people">${people.map(
  (user) => html`<li>
<button class="person" name="user" value="${user.clerkId}">
${avatar(user)}
<span class="who"><strong>${user.fullName || user.username}</strong><span class="quiet">@${user.username}${user.note ? ` · ${user.note}` : ''}</span></span>
</button>
<a class="manage" href="/people/${user.clerkId}" aria-label="Manage ${user.fullName || user.username}">Manage</a>
</li>`,
)}</ul>
</form>`

const signUpForm = (
  back: string,
  values: SignUp | undefined,
  errors: Errors,
): Html => html`<form class="card" method="post" action="/sign-up">
<input type="hidden" name="redirect_url" value="${back}">
${field('fullName', 'Name', values?.fullName ?? '', errors, 'name')}
${field('username', 'Username', values?.username ?? '', errors, 'username')}
${field('email', 'E-mail', values?.email ?? '', errors, 'email')}
<button class="primary">Sign up and go in</button>
</form>`

/** What can happen to an account at Clerk; each act sends its webhook to OpenCircle. */
export function personPage(props: {
  user: User
  sessions: Session[]
  errors?: Errors
  notice?: string
}): Html {
  const { user, sessions, errors = {}, notice } = props
  const open = sessions.length === 1 ? 'One open session' : `${sessions.length} open sessions`
  return page(
    `${user.fullName} at the local sign-in`,
    html`<header>
<p class="eyebrow"><a href="/sign-in">Local sign-in</a></p>
<div class="title">${avatar(user)}<h1>${user.fullName || user.username}</h1></div>
<p class="quiet">What you do here reaches OpenCircle as a signed webhook, as it would from Clerk.</p>
</header>
${notice ? html`<p class="notice" role="status">${notice}</p>` : ''}
<form class="card" method="post" action="/people/${user.clerkId}">
${field('fullName', 'Name', user.fullName, errors, 'off')}
${field('username', 'Username', user.username, errors, 'off')}
${field('email', 'E-mail', user.email, errors, 'off')}
${field('avatarUrl', 'Picture (address)', user.avatarUrl ?? '', errors, 'off')}
<button class="primary">Save</button>
</form>
<div class="acts">
<form method="post" action="/people/${user.clerkId}/sessions/end"><p class="quiet">${open}</p><button class="quiet-button">End sessions</button></form>
<form method="post" action="/people/${user.clerkId}/delete"><p class="quiet">Deletes the account here and in OpenCircle</p><button class="danger">Delete user</button></form>
</div>`,
  )
}

export const lostPage = (): Html =>
  page(
    'Not here',
    html`<header><h1>Nobody lives here</h1><p class="quiet">The account may have been deleted.</p>
<p><a href="/sign-in">See who is there</a></p></header>`,
  )

function field(
  name: keyof SignUp | 'avatarUrl',
  label: string,
  value: string,
  errors: Errors,
  autocomplete: string,
): Html {
  const error = errors[name]
  return html`<label class="field"><span>${label}</span>
<input name="${name}" value="${value}" autocomplete="${autocomplete}" maxlength="300"${name === 'avatarUrl' ? '' : html` required`}${error ? html` aria-invalid="true" aria-describedby="${name}-error"` : ''}>
${error ? html`<span class="error" id="${name}-error">${error}</span>` : ''}</label>`
}

function avatar(user: User): Html {
  if (user.avatarUrl) {
    return html`<img class="avatar" src="${user.avatarUrl}" alt="" width="40" height="40" loading="lazy">`
  }
  const name = user.fullName || user.username
  const initials = name.split(/\s+/, 2).map((word) => [...word][0] ?? '')
  const hue = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 8
  return html`<span class="avatar hue-${hue}" aria-hidden="true">${initials.join('').toUpperCase()}</span>`
}
