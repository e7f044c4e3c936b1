import { html } from 'hono/html'
import type Stripe from 'stripe'
import { idOf } from '../ids.ts'
import { money } from '../money.ts'
import { productName } from '../resources/catalog.ts'
import type { Customer, Invoice, PaymentMethod, Subscription } from '../types.ts'
import type { World } from '../world.ts'
import { cardFields, day, error, eyebrow, type Html, page, tag, testCards } from './layout.ts'

type Portal = Stripe.BillingPortal.Session
const ENDED = new Set(['canceled', 'incomplete_expired', 'incomplete'])

/** Subscriptions, the card, the invoices of one person. */
export function portalPage(world: World, portal: Portal, at: string, notice?: string): Html {
  const { store } = world
  const customer = world.need('customer', portal.customer)
  const { features, business_profile } = world.need(
    'billing_portal.configuration',
    String(idOf(portal.configuration)),
  )
  const subs = store
    .all('subscription')
    .filter((sub) => sub.customer === customer.id && !ENDED.has(String(sub.status)))
    .reverse()
  const invoices = store
    .all('invoice')
    .filter((invoice) => invoice.customer === customer.id && invoice.status !== 'draft')
    .reverse()
  return page(
    'Your billing',
    html`<header>${eyebrow('Local Stripe · Billing')}
<h1>${business_profile.headline ?? 'Your billing'}</h1>
<p class="quiet">${customer.name ?? ''} ${customer.email ?? ''}</p>
${portal.return_url ? html`<p class="back"><a href="${portal.return_url}">← Return</a></p>` : ''}</header>
${notice ? html`<p class="notice" role="status">${notice}</p>` : ''}
<section aria-labelledby="subs"><h2 id="subs">Current plan</h2>
${subs.length ? subs.map((sub) => planCard(world, sub, at, features)) : html`<p class="card quiet">You have no plan at the moment.</p>`}
</section>
<section aria-labelledby="card"><h2 id="card">Payment method</h2>
<div class="card row">${cardName(defaultCard(world, customer, subs[0]))}
${features.payment_method_update.enabled ? html`<a class="quiet-button" href="${at}/card">Change card</a>` : ''}</div></section>
${features.invoice_history.enabled ? history(invoices) : ''}`,
  )
}

function planCard(
  world: World,
  sub: Subscription,
  at: string,
  features: Stripe.BillingPortal.Configuration.Features,
): Html {
  const [item] = sub.items.data
  if (!item) return html``
  const { price, quantity, current_period_end: end } = item
  const each = `${money(price.unit_amount * quantity, price.currency)} per ${price.recurring?.interval}`
  const open = world.store.get('invoice', sub.latest_invoice ?? '')
  const owes = open?.status === 'open'
  return html`<article class="card">
<div class="row"><div><h3>${productName(world, price)}</h3><p>${each}</p></div>${tag(sub.status)}</div>
<p class="quiet">${
    sub.cancel_at !== null
      ? `Your plan ends on ${day(sub.cancel_at)}.`
      : sub.status === 'trialing'
        ? `Your trial ends on ${day(end)}.`
        : `Your plan renews on ${day(end)}.`
  }</p>
${owes ? html`<p class="error">Your last payment did not go through. <a href="/i/${open.id}">Pay ${money(open.amount_remaining, open.currency)}</a></p>` : ''}
<div class="acts">${
    sub.cancel_at !== null
      ? html`<form method="post" action="${at}/resume"><button class="primary" name="subscription" value="${sub.id}">Don't cancel plan</button></form>`
      : features.subscription_cancel.enabled
        ? html`<a class="quiet-button" href="${at}/cancel/${sub.id}">Cancel plan</a>`
        : ''
  }</div></article>`
}

export function defaultCard({ store }: World, customer: Customer, sub?: Subscription) {
  const id = sub?.default_payment_method ?? idOf(customer.invoice_settings.default_payment_method)
  return store.get('payment_method', id ?? '')
}

const cardName = (card: PaymentMethod | undefined): Html =>
  card
    ? html`<p><strong>${card.card.brand}</strong> •••• ${card.card.last4} <span class="quiet">expires ${card.card.exp_month}/${card.card.exp_year}</span></p>`
    : html`<p class="quiet">No card is saved.</p>`

const history = (
  invoices: Invoice[],
): Html => html`<section aria-labelledby="history"><h2 id="history">Invoices</h2>
${
  invoices.length
    ? html`<ul class="card lines">${invoices.map(
        (
          invoice,
        ) => html`<li><a href="/i/${invoice.id}">${day(invoice.created)} · ${invoice.number}</a>
<span>${money(invoice.total, invoice.currency)} ${tag(invoice.status)}</span></li>`,
      )}</ul>`
    : html`<p class="card quiet">There is none yet.</p>`
}</section>`

export const cardPage = (at: string, typed?: Record<string, string>, refused?: string): Html =>
  page(
    'Change card',
    html`<header>${eyebrow('Local Stripe · Billing')}<h1>Change your card</h1>
<p class="back"><a href="${at}">← Back</a></p></header>
<form class="card" method="post" action="${at}/card">${error(refused)}
${cardFields(typed)}
<button class="primary">Save card</button>${testCards()}</form>`,
  )

export function cancelPage(world: World, sub: Subscription, at: string, mode: string): Html {
  const [item] = sub.items.data
  const name = item ? productName(world, item.price) : 'your plan'
  const when =
    mode === 'immediately'
      ? 'It ends now.'
      : `You keep it until ${day(item?.current_period_end ?? 0)}.`
  return page(
    'Cancel plan',
    html`<header>${eyebrow('Local Stripe · Billing')}<h1>Cancel ${name}?</h1><p>${when}</p>
<p class="back"><a href="${at}">← Keep it</a></p></header>
<form class="acts" method="post" action="${at}/cancel/${sub.id}"><button class="danger">Cancel plan</button></form>`,
  )
}
