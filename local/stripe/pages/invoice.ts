import { html } from 'hono/html'
import { takenOff } from '../discounts.ts'
import { money } from '../money.ts'
import type { Charge, Invoice } from '../types.ts'
import { cardFields, day, error, eyebrow, type Html, page, tag, testCards } from './layout.ts'

/** An invoice, with a form to pay it while it is open. */
export function invoicePage(
  invoice: Invoice,
  typed?: Record<string, string>,
  refused?: string,
): Html {
  const { currency } = invoice
  const off = invoice.lines.data.reduce((sum, line) => sum + takenOff(line), 0)
  const used = (invoice.ending_balance ?? 0) - invoice.starting_balance
  return page(
    `Invoice ${invoice.number ?? ''}`,
    html`<header>${eyebrow('Local Stripe')}<h1>Invoice ${invoice.number}</h1>
<p>${day(invoice.created)} · ${invoice.customer_name ?? ''} ${invoice.customer_email ?? ''} ${tag(invoice.status)}</p></header>
<ul class="card lines">
${invoice.lines.data.map(
  (
    line,
  ) => html`<li><span>${line.description}<br><small class="quiet">${day(line.period.start)} – ${day(line.period.end)}</small></span>
<span>${money(line.amount, currency)}</span></li>`,
)}
${off ? html`<li><span>Discount</span><span>−${money(off, currency)}</span></li>` : ''}
${used ? html`<li><span>Applied balance</span><span>${money(-used, currency)}</span></li>` : ''}
<li class="sum"><strong>Amount due</strong><strong>${money(invoice.amount_due, currency)}</strong></li>
<li><span>Amount paid</span><span>${money(invoice.amount_paid, currency)}</span></li>
</ul>
${invoice.status === 'open' ? payForm(invoice, typed, refused) : ''}`,
  )
}

const payForm = (invoice: Invoice, typed?: Record<string, string>, refused?: string): Html => html`
<form class="card" method="post" action="/i/${invoice.id}">
<h2>Pay it now</h2>${error(refused)}
${cardFields(typed)}
<button class="primary">Pay ${money(invoice.amount_remaining, invoice.currency)}</button>
${testCards()}</form>`

export const receiptPage = (charge: Charge): Html =>
  page(
    'Receipt',
    html`<header>${eyebrow('Local Stripe')}<h1>Receipt</h1></header>
<ul class="card lines">
<li><span>Paid on ${day(charge.created)}</span><span>${money(charge.amount, charge.currency)}</span></li>
${charge.amount_refunded ? html`<li><span>Refunded</span><span>−${money(charge.amount_refunded, charge.currency)}</span></li>` : ''}
</ul>`,
  )
