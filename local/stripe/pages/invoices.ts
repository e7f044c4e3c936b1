import { type Context, Hono } from 'hono'
import { refuseApproval } from '../charging.ts'
import { pay, paymentOf } from '../invoicing.ts'
import { money } from '../money.ts'
import { attach, wrongCard } from '../saving.ts'
import type { Invoice } from '../types.ts'
import type { World } from '../world.ts'
import { bankPage } from './checkout.ts'
import { cardFrom, fieldsOf, typedCard } from './form.ts'
import { invoicePage, receiptPage } from './invoice.ts'
import { lostPage } from './layout.ts'

/** Invoices and receipts, by the addresses that the API names. */
export function invoicesRoutes(world: World) {
  const { store } = world
  const named = (c: Context) => {
    const invoice = store.get('invoice', c.req.param('id') ?? '')
    return invoice?.status === 'draft' ? undefined : invoice
  }
  const why = (invoice: Invoice) =>
    paymentOf(world, invoice).intent.last_payment_error?.message ?? 'Your card was declined.'
  return new Hono()
    .get('/i/:id', (c) => {
      const invoice = named(c)
      return invoice ? c.html(invoicePage(invoice)) : c.html(lostPage(), 404)
    })
    .post('/i/:id', async (c) => {
      const invoice = named(c)
      if (invoice?.status !== 'open') return c.html(lostPage(), 404)
      const fields = await fieldsOf(c)
      const { number, month, year } = typedCard(fields)
      const wrong = wrongCard(number, month, year, world.now(invoice.customer))
      if (wrong) return c.html(invoicePage(invoice, fields, wrong), 402)
      const card = attach(world, cardFrom(world, fields, invoice.customer), invoice.customer)
      const outcome = pay(world, invoice, card)
      if (outcome === 'asks') return c.redirect(`/i/${invoice.id}/bank/${card.id}`, 303)
      if (outcome === 'failed') return c.html(invoicePage(invoice, fields, why(invoice)), 402)
      return c.redirect(`/i/${invoice.id}`, 303)
    })
    .get('/i/:id/bank/:card', (c) => {
      const invoice = named(c)
      if (!invoice) return c.html(lostPage(), 404)
      const act = `/i/${invoice.id}/bank/${c.req.param('card')}`
      return c.html(bankPage({ act, amount: money(invoice.amount_due, invoice.currency) }))
    })
    .post('/i/:id/bank/:card', async (c) => {
      const invoice = named(c)
      const card = store.get('payment_method', c.req.param('card'))
      if (invoice?.status !== 'open' || card?.customer !== invoice.customer)
        return c.html(lostPage(), 404)
      const { answer } = await fieldsOf(c)
      if (answer === 'approve') pay(world, invoice, card, { approved: true })
      else refuseApproval(world, paymentOf(world, invoice).intent)
      if (invoice.status !== 'open') return c.redirect(`/i/${invoice.id}`, 303)
      return c.html(invoicePage(invoice, {}, why(invoice)), 402)
    })
    .get('/receipts/:id', (c) => {
      const charge = store.get('charge', c.req.param('id'))
      return charge?.paid ? c.html(receiptPage(charge)) : c.html(lostPage(), 404)
    })
}
