import { type Context, Hono } from 'hono'
import { enterCode } from '../checkout.ts'
import { money } from '../money.ts'
import { answerBank, type Result, submit } from '../paying.ts'
import type { Session } from '../types.ts'
import type { World } from '../world.ts'
import { bankPage, checkoutPage, overPage } from './checkout.ts'
import { fieldsOf, typedCard } from './form.ts'
import { lostPage } from './layout.ts'

/** The checkout page, with its promotion codes and the bank's question. */
export function payRoutes(world: World, appUrl: string) {
  const withOpen =
    (act: (c: Context, session: Session) => Response | Promise<Response>) => async (c: Context) => {
      const session = world.store.get('checkout.session', c.req.param('id') ?? '')
      if (!session) return c.html(lostPage(), 404)
      return session.status === 'open' ? act(c, session) : c.html(overPage(session), 410)
    }
  const leave = (c: Context, session: Session, result: Result, typed = {}) => {
    if (result.is === 'asks') return c.redirect(`/c/pay/${session.id}/bank`, 303)
    if (result.is === 'refused') {
      return c.html(checkoutPage(world, session, { typed, refused: result.why }), 402)
    }
    const to = session.success_url ?? appUrl
    return c.redirect(to.replaceAll('{CHECKOUT_SESSION_ID}', session.id), 303)
  }
  return new Hono()
    .get(
      '/:id',
      withOpen((c, session) => c.html(checkoutPage(world, session))),
    )
    .post(
      '/:id',
      withOpen(async (c, session) => {
        const fields = await fieldsOf(c)
        return leave(c, session, submit(world, session, typedCard(fields)), fields)
      }),
    )
    .post(
      '/:id/code',
      withOpen(async (c, session) => {
        const { code = '' } = await fieldsOf(c)
        const codeRefused = session.subscription ? undefined : enterCode(world, session, code)
        if (codeRefused) return c.html(checkoutPage(world, session, { codeRefused }), 422)
        return c.redirect(`/c/pay/${session.id}`, 303)
      }),
    )
    .get(
      '/:id/bank',
      withOpen((c, session) => {
        const amount = money(session.amount_total ?? 0, session.currency)
        return c.html(bankPage({ act: `/c/pay/${session.id}/bank`, amount }))
      }),
    )
    .post(
      '/:id/bank',
      withOpen(async (c, session) => {
        const { answer } = await fieldsOf(c)
        return leave(c, session, answerBank(world, session, answer === 'approve'))
      }),
    )
}
