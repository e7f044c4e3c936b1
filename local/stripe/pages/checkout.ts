import { html } from 'hono/html'
import { money } from '../money.ts'
import { productName } from '../resources/catalog.ts'
import type { LineItem, Session } from '../types.ts'
import type { World } from '../world.ts'
import { cardFields, day, error, eyebrow, field, type Html, page, testCards } from './layout.ts'

export type Typed = Record<string, string>

/** What is bought, for how much, and the form to pay it with. */
export function checkoutPage(
  world: World,
  session: Session,
  more: { typed?: Typed; refused?: string | undefined; codeRefused?: string | undefined } = {},
): Html {
  const { typed = {}, refused, codeRefused } = more
  const customer = world.store.get('customer', session.customer ?? '')
  const email = customer?.email ?? session.customer_email ?? ''
  const needsCard =
    session.payment_method_collection !== 'if_required' || session.amount_total !== 0
  const act = `/c/pay/${session.id}`
  return page(
    'Checkout',
    html`<div class="columns">
<section aria-labelledby="what">
${eyebrow('Local Stripe')}
<h1 id="what">${heading(world, session)}</h1>
${summary(world, session)}
${session.allow_promotion_codes && !session.subscription ? codeForm(world, session, act, codeRefused) : ''}
${session.cancel_url ? html`<p class="back"><a href="${session.cancel_url}">← Back</a></p>` : ''}
</section>
<form class="card" method="post" action="${act}" aria-labelledby="pay">
<h2 id="pay">${needsCard ? 'Pay with card' : 'Confirm'}</h2>
${error(refused)}
${
  email
    ? html`<p class="quiet">For <strong>${email}</strong></p>`
    : field({
        name: 'email',
        label: 'E-mail',
        type: 'email',
        value: typed.email ?? '',
        autocomplete: 'email',
      })
}
${needsCard ? cardFields(typed) : ''}
${field({ name: 'name', label: 'Name on card', value: typed.name ?? customer?.name ?? '', autocomplete: 'name', required: needsCard })}
${countries(typed.country ?? customer?.address?.country ?? 'US')}
<button class="primary">${buttonText(session)}</button>
<p class="quiet">Nothing is charged: this page stands in for Stripe on your own machine.</p>
${needsCard ? testCards() : ''}
</form>
</div>`,
    true,
  )
}

function heading(world: World, session: Session): Html {
  const [first] = session._.items
  if (!first) return html`Checkout`
  const name = productName(world, first.price)
  return session.mode === 'subscription' ? html`Subscribe to ${name}` : html`${name}`
}

const rhythm = ({ price }: LineItem): string => {
  const { interval = '', interval_count = 1 } = price.recurring ?? {}
  if (!interval) return ''
  return interval_count === 1 ? ` per ${interval}` : ` every ${interval_count} ${interval}s`
}

function summary(world: World, session: Session): Html {
  const { items, trialDays, trialEnd } = session._
  const { amount_discount: off = 0 } = session.total_details ?? {}
  const until = trialDays ? world.now(session.customer) + trialDays * 86_400 : trialEnd
  return html`<ul class="lines">
${items.map(
  (
    item,
  ) => html`<li><span>${item.description}${item.quantity > 1 ? ` × ${item.quantity}` : ''}</span>
<span>${money(item.price.unit_amount * item.quantity, session.currency)}${rhythm(item)}</span></li>`,
)}
${until ? html`<li><span>Free until ${day(until)}</span><span>${money(0, session.currency)}</span></li>` : ''}
${off ? html`<li><span>Discount</span><span>−${money(off, session.currency)}</span></li>` : ''}
${session.automatic_tax.enabled ? html`<li><span>Tax</span><span>${money(0, session.currency)}</span></li>` : ''}
<li class="sum"><strong>Total due today</strong><strong>${money(session.amount_total ?? 0, session.currency)}</strong></li>
</ul>`
}

function codeForm(world: World, session: Session, act: string, refused: string | undefined): Html {
  const [given] = session.discounts
  const code = world.store.get('promotion_code', given?.promotion_code ?? '')
  if (code) {
    return html`<form class="code" method="post" action="${act}/code">
<p>Code <strong>${code.code}</strong></p><button class="quiet-button">Remove</button></form>`
  }
  return html`<form class="code" method="post" action="${act}/code">
<label class="field"><span>Promotion code</span><input name="code" autocomplete="off" maxlength="100"></label>
<button class="quiet-button">Apply</button>${error(refused)}</form>`
}

function buttonText(session: Session): string {
  if (session._.trialDays || session._.trialEnd) return 'Start trial'
  if (session.mode === 'subscription') return 'Subscribe'
  return `Pay ${money(session.amount_total ?? 0, session.currency)}`
}

const CODES =
  'US CA GB IE DE AT CH FR BE NL LU ES PT IT DK SE NO FI PL CZ JP KR IN AU NZ BR MX ZA KW'

function countries(chosen: string): Html {
  const names = new Intl.DisplayNames(['en'], { type: 'region' })
  const known = CODES.includes(chosen) ? CODES : `${CODES} ${chosen}`
  return html`<label class="field"><span>Country</span><select name="country" autocomplete="country">
${known.split(' ').map((code) => html`<option value="${code}"${code === chosen ? html` selected` : ''}>${names.of(code)}</option>`)}
</select></label>`
}

/** The bank wants to know that it is really you. */
export const bankPage = (of: { act: string; amount: string }): Html =>
  page(
    'Your bank asks',
    html`<header>${eyebrow('Your bank')}<h1>Is this you?</h1>
<p class="quiet">The card asks for your approval of ${of.amount}. At a real bank you would do this in its app.</p></header>
<form class="acts" method="post" action="${of.act}">
<button class="primary" name="answer" value="approve">Approve</button>
<button class="danger" name="answer" value="fail">Fail</button>
</form>`,
  )

/** A session that can no longer be paid. */
export const overPage = (session: Session): Html =>
  page(
    'Checkout',
    html`<header>${eyebrow('Local Stripe')}
<h1>${session.status === 'complete' ? 'This is paid already' : 'This page has expired'}</h1>
<p class="quiet">${session.status === 'complete' ? 'You are all set.' : 'Nothing was charged. Go back and begin again.'}</p>
${session.cancel_url ? html`<p><a href="${session.cancel_url}">Go back</a></p>` : ''}</header>`,
  )
