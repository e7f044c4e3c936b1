import { env } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { signWebhook } from '../../../local/clerk/sign.ts'
import { CERTIFICATE, snsMessage, TOPIC } from '../../../tests/sns.ts'
import { reportsOfCloudflare } from './cloudflare.ts'
import { reportsOfPostmark } from './postmark.ts'
import { reportsOfResend } from './resend.ts'
import { reportsOfSes } from './ses.ts'

const SECRET = env.MAIL_WEBHOOK_SECRET ?? ''
const address = 'ada@example.test'

afterEach(() => vi.restoreAllMocks())

describe('what Resend reports', () => {
  const signed = async (said: object, secret = SECRET, at = new Date()) => {
    const { body, headers } = await signWebhook(secret, said, { at })
    return reportsOfResend(body, new Headers(headers), `whsec_b3RoZXI=,${SECRET}`)
  }
  const said = (type: string, more = {}) => ({
    type,
    data: { email_id: 'x', to: [address], ...more },
  })

  it('is believed when it is signed, lately', async () => {
    const bounce = said('email.bounced', { bounce: { type: 'Permanent' } })
    expect(await signed(bounce)).toEqual([{ kind: 'bounce', address, providerId: 'x' }])
    expect(await signed(said('email.complained'))).toMatchObject([{ kind: 'complaint' }])
    expect(await signed(bounce, 'whsec_Zm9yZ2Vk')).toBeNull()
    expect(await signed(bounce, SECRET, new Date(Date.now() - 3600_000))).toBeNull()
  })

  it('is left alone where it says nothing final', async () => {
    const full = said('email.bounced', { bounce: { type: 'Transient' } })
    for (const other of [full, said('email.delivered'), {}]) expect(await signed(other)).toEqual([])
  })
})

describe('what Postmark reports', () => {
  const ask = (said: object, password = 'word') =>
    reportsOfPostmark(
      JSON.stringify(said),
      new Headers({ authorization: `Basic ${btoa(`hook:${password}`)}` }),
      'old:one, hook:word',
    )

  it('is believed with the password that it was given', async () => {
    const about = { Email: address, MessageID: 'x' }
    const bounce = { RecordType: 'Bounce', Type: 'HardBounce', ...about }
    expect(await ask(bounce)).toEqual([{ kind: 'bounce', address, providerId: 'x' }])
    expect(await ask({ RecordType: 'SpamComplaint', ...about })).toMatchObject([
      { kind: 'complaint' },
    ])
    expect(await ask({ RecordType: 'Bounce', Type: 'SoftBounce', ...about })).toEqual([])
    expect(await ask(bounce, 'guess')).toBeNull()
  })
})

describe('what SES reports', () => {
  const fetched: string[] = []
  const certified = () =>
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
      fetched.push(String(input))
      return new Response(CERTIFICATE)
    })
  const ask = (message: object) => reportsOfSes(JSON.stringify(message), `arn:other, ${TOPIC}`)
  const bounce = {
    ...{ notificationType: 'Bounce', mail: { messageId: 'x' } },
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: address }] },
  }

  it('is believed when Amazon signed it, and it comes by our topic', async () => {
    certified()
    const Message = JSON.stringify(bounce)
    expect(await ask(snsMessage({ Message }))).toEqual([
      { kind: 'bounce', address, providerId: 'x' },
    ])
    expect(await ask({ ...snsMessage({ Message }), Message: `${Message} ` })).toBeNull()
    expect(await ask(snsMessage({ Message, TopicArn: 'arn:forged' }))).toBeNull()
  })

  it('asks nobody else for the key', async () => {
    certified()
    fetched.length = 0
    for (const SigningCertURL of [
      'https://sns.eu-west-1.amazonaws.com.evil.example/x.pem',
      'http://sns.eu-west-1.amazonaws.com/x.pem',
      'https://evil.example/sns.eu-west-1.amazonaws.com',
    ])
      expect(await ask(snsMessage({ SigningCertURL }))).toBeNull()
    expect(fetched).toEqual([])
  })

  it('is wanted, as a new topic is told once', async () => {
    certified()
    fetched.length = 0
    const SubscribeURL = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=x'
    const first = { Type: 'SubscriptionConfirmation', Token: 'x', SubscribeURL }
    expect(await ask(snsMessage(first))).toEqual([])
    expect(fetched).toContain(SubscribeURL)
  })
})

describe('what Cloudflare reports', () => {
  const said = (type: string, more = {}) => ({
    type: `cf.email.sending.message.${type}`,
    payload: { messageId: 'x', recipient: address, ...more },
  })

  it('comes by a queue, and is final only where it says so', () => {
    const hard = said('bounced', { bounce: { type: 'hard' } })
    expect(reportsOfCloudflare(hard)).toEqual([{ kind: 'bounce', address, providerId: 'x' }])
    expect(reportsOfCloudflare(said('complained'))).toMatchObject([{ kind: 'complaint' }])
    for (const other of [
      said('bounced', { bounce: { type: 'soft' } }),
      said('delivered'),
      null,
      'x',
    ])
      expect(reportsOfCloudflare(other)).toEqual([])
  })
})
