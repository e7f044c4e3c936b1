import { html } from 'hono/html'
import { money } from '../money.ts'
import { productName } from '../resources/catalog.ts'
import type { Charge, Event, Subscription } from '../types.ts'
import type { World } from '../world.ts'
import { day, eyebrow, type Html, page, tag } from './layout.ts'

const SHOWN = 30

/** Where a developer moves time on and sees what this service did. */
export function benchPage(world: World, appUrl: string, notice?: string): Html {
  const { store, settings } = world
  const time = new Date(world.now() * 1000).toISOString().slice(0, 16).replace('T', ' ')
  const subs = store.all('subscription').slice(-SHOWN).reverse()
  const charges = store.all('charge').slice(-SHOWN).reverse()
  const events = store.all('event').slice(-SHOWN).reverse()
  return page(
    'Local Stripe',
    html`<header>${eyebrow('Local Stripe')}<h1>${time} UTC</h1>
<p class="quiet">This service stands in for Stripe on your own machine. Move its clock on, and trials end, plans renew and failed payments are tried again, with the webhooks that Stripe would send. <a href="${appUrl}">OpenCircle</a></p></header>
${notice ? html`<p class="notice" role="status">${notice}</p>` : ''}
<form class="acts row" method="post" action="/clock" aria-label="Move the clock on">
${[
  ['3600', 'An hour'],
  ['86400', 'A day'],
  ['604800', 'A week'],
  ['2678400', 'A month'],
  ['31622400', 'A year'],
].map(
  ([by, name]) => html`<button class="quiet-button" name="by" value="${by}">${name} on</button>`,
)}
</form>
<section aria-labelledby="subs"><h2 id="subs">Subscriptions</h2>
${subs.length ? html`<ul class="card lines">${subs.map((sub) => subRow(world, sub))}</ul>` : nothing('Nobody has subscribed yet.')}</section>
<section aria-labelledby="charges"><h2 id="charges">Charges</h2>
${charges.length ? html`<ul class="card lines">${charges.map(chargeRow)}</ul>` : nothing('Nothing was charged yet.')}</section>
<section aria-labelledby="rules"><h2 id="rules">When every retry fails</h2>
<form class="card row" method="post" action="/settings">
<label class="field"><span>The subscription is</span><select name="afterRetries">
${[
  ['cancel', 'canceled'],
  ['unpaid', 'marked unpaid'],
  ['past_due', 'left past due'],
].map(
  ([value, name]) =>
    html`<option value="${value}"${value === settings.afterRetries ? html` selected` : ''}>${name}</option>`,
)}
</select></label><button class="quiet-button">Save</button></form></section>
<section aria-labelledby="events"><h2 id="events">Webhooks</h2>
${events.length ? html`<ul class="card lines">${events.map(eventRow)}</ul>` : nothing('Nothing has happened yet.')}</section>`,
  )
}

const nothing = (text: string): Html => html`<p class="card quiet">${text}</p>`

function subRow(world: World, sub: Subscription): Html {
  const [item] = sub.items.data
  const customer = world.store.get('customer', sub.customer)
  const who = customer?.name ?? customer?.email ?? sub.customer
  if (!item) return html``
  return html`<li><span>${who} · ${productName(world, item.price)}<br><small class="quiet">${sub.cancel_at === null ? 'renews' : 'ends'} ${day(item.current_period_end)}</small></span>
${tag(sub.status)}</li>`
}

const chargeRow = (charge: Charge): Html => html`<li>
<span>${money(charge.amount, charge.currency)} ${tag(charge.refunded ? 'refunded' : charge.disputed ? 'disputed' : charge.status)}<br><small class="quiet">${day(charge.created)} ${charge.failure_message ?? ''}</small></span>
${charge.paid && !charge.disputed && !charge.refunded ? html`<form method="post" action="/charges/${charge.id}/dispute"><button class="quiet-button">Dispute as the bank</button></form>` : ''}</li>`

const eventRow = (event: Event): Html => html`<li>
<span>${event.type}<br><small class="quiet">${day(event.created)} · ${event.pending_webhooks ? 'on its way' : 'taken'}</small></span>
<form method="post" action="/events/${event.id}/resend"><button class="quiet-button">Send again</button></form></li>`
