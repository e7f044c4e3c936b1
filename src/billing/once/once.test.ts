import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { courseIn, settle } from '../../../tests/billing.ts'
import { community, guest } from '../../../tests/community.ts'
import { moveOn, payAt, stripe, text } from '../../../tests/stripe.ts'
import { coursePurchases } from '../../courses/purchases/tables.ts'
import { courseEnrollments } from '../../courses/tables.ts'
import { connect } from '../../db/connect.ts'

const db = connect(env)

it('a course is bought once, and a full refund takes it back', async () => {
  const home = await community()
  const ben = await home.join('Ben')
  const course = await courseIn(home, await home.space())
  const hidden = await courseIn(home, await home.space({ visibility: 'private' }))
  const at = home.at(`/courses/${course}/checkout`)
  expect((await guest().post(at)).status).toBe(401)
  expect((await ben.post(home.at(`/courses/${hidden}/checkout`))).status).toBe(404)
  const { url } = await (await ben.post(at)).json<{ url: string }>()
  const back = new URL((await payAt(url)).headers.get('location') ?? '')
  const answer = await ben.get(back.pathname + back.search, { accept: 'text/html' })
  expect(answer.headers.get('location')).toBe(home.at(`/courses/${course}`))
  const { customer } = await stripe.checkout.sessions.retrieve(url.split('/').at(-1) ?? '')
  expect(await settle(text(customer), { repeats: 3, seed: 3 })).toEqual([])
  const bought = () =>
    db.select().from(coursePurchases).where(eq(coursePurchases.profileId, ben.id))
  expect(await bought()).toMatchObject([{ courseId: course, amount: 4900, endsAt: null }])
  const learning = await db
    .select()
    .from(courseEnrollments)
    .where(eq(courseEnrollments.userId, ben.id))
  expect(learning).toMatchObject([{ courseId: course }])
  expect((await ben.post(at)).status).toBe(409)
  const [intent] = (await stripe.paymentIntents.list({ customer: text(customer) })).data
  // by a clock that goes before ours
  await moveOn(text(customer), 3)
  await stripe.refunds.create({ payment_intent: intent?.id ?? '' })
  await settle(text(customer))
  const [gone] = await bought()
  expect(gone?.endsAt?.getTime()).toBeLessThanOrEqual(Date.now() + 1000)
  await settle(text(customer))
  expect(await bought()).toEqual([gone])
  expect((await ben.post(at)).status).toBe(200)
})
