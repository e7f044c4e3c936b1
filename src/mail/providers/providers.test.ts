import { env } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { connect } from '../../db/connect.ts'
import { type Letter, Refused } from '../letter.ts'
import { providerOf } from '../provider.ts'
import { sendLetter } from '../send.ts'
import { byCloudflare } from './cloudflare.ts'

const letter: Letter = {
  id: '01a204d2-ce60-7615-a5bc-b8b3cdd81970',
  to: 'ada@example.test',
  stream: 'notices',
  fromName: 'Loam "of" <Lyon>\r\nBcc: eve@example.test',
  subject: 'A line\r\nBcc: eve@example.test',
  html: '<p>Hello</p>',
  text: 'Hello',
}

const at = (vars: Partial<Env>) => ({
  env: { ...env, SITE_URL: 'https://c.example', MAIL_FROM: 'Us <us@c.example>', ...vars },
  db: connect(env),
})

/** Takes what is asked of a provider, and answers in its stead. */
function answering(status: number, body: object) {
  const asked: { url: string; headers: Headers; body: Record<string, unknown> }[] = []
  const real = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    if (request.url.startsWith(env.NEON_ENDPOINT ?? '-')) return real(input, init)
    asked.push({ url: request.url, headers: request.headers, body: await request.json() })
    return Response.json(body, { status })
  })
  return asked
}

afterEach(() => vi.restoreAllMocks())

const HEADERS = ['List-Unsubscribe', 'List-Unsubscribe-Post', 'X-Entity-Ref-ID']

describe('a letter', () => {
  it('goes to Resend with its id as the key', async () => {
    const asked = answering(200, { id: 'at-resend' })
    const sent = await sendLetter(at({ MAIL_URL: 'resend://re_key' }), letter)
    expect(sent).toEqual({ outcome: 'sent', providerId: 'at-resend' })
    expect(asked[0]?.url).toBe('https://api.resend.com/emails')
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer re_key')
    expect(asked[0]?.headers.get('idempotency-key')).toBe(letter.id)
    expect(asked[0]?.body).toMatchObject({
      ...{ from: '"Loam of Lyon Bcc: eve@example.test" <us@c.example>', to: [letter.to] },
      subject: 'A line Bcc: eve@example.test',
    })
    expect(Object.keys(asked[0]?.body.headers ?? {})).toEqual(HEADERS)
  })

  it('goes to Postmark', async () => {
    const asked = answering(200, { MessageID: 'at-postmark' })
    const sent = await sendLetter(at({ MAIL_URL: 'postmark://token' }), letter)
    expect(sent).toEqual({ outcome: 'sent', providerId: 'at-postmark' })
    expect(asked[0]?.url).toBe('https://api.postmarkapp.com/email')
    expect(asked[0]?.headers.get('x-postmark-server-token')).toBe('token')
    expect(asked[0]?.body).toMatchObject({ To: letter.to, Tag: 'notices', TextBody: 'Hello' })
  })

  it('goes to SES, signed for its region', async () => {
    const asked = answering(200, { MessageId: 'at-ses' })
    const MAIL_URL = 'ses://AKIAEXAMPLE:a%2Fsecret@eu-west-1'
    expect(await sendLetter(at({ MAIL_URL }), letter)).toMatchObject({ providerId: 'at-ses' })
    expect(asked[0]?.url).toBe('https://email.eu-west-1.amazonaws.com/v2/email/outbound-emails')
    expect(asked[0]?.headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-west-1\/ses\/aws4_request/,
    )
    expect(asked[0]?.body).toMatchObject({ Destination: { ToAddresses: [letter.to] } })
  })

  it('goes by any relay, over a socket', async () => {
    const relay = 'MAIL_RELAY' in env ? String(env.MAIL_RELAY) : ''
    const to = `relay-${crypto.randomUUID()}@example.test`
    const sent = await sendLetter(at({ MAIL_URL: relay }), { ...letter, to })
    expect(sent).toMatchObject({ outcome: 'sent', providerId: `<${letter.id}@c.example>` })
    const api = `http://${env.MAIL_URL?.split('@')[1]}`
    const [kept] = await (await fetch(`${api}/letters?to=${to}`)).json<{ headers: object }[]>()
    expect(kept?.headers).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Message-ID': `<${letter.id}@c.example>`,
    })
    const refused = await sendLetter(at({ MAIL_URL: relay }), {
      ...{ ...letter, to: 'refused@example.test' },
    })
    expect(refused.outcome).toBe('refused')
  })

  it('goes by the binding of Cloudflare where no other provider is named', async () => {
    const taken: unknown[] = []
    const binding = {
      send: async (message: unknown) => {
        taken.push(message)
        return { messageId: 'at-cloudflare' }
      },
    }
    const sent = await sendLetter(at({ MAIL_URL: undefined, EMAIL: binding }), letter)
    expect(sent).toEqual({ outcome: 'sent', providerId: 'at-cloudflare' })
    expect(taken).toEqual([
      expect.objectContaining({
        to: letter.to,
        from: expect.objectContaining({ email: 'us@c.example' }),
      }),
    ])
    const outgoing = { ...letter, from: { name: '', email: 'us@c.example' }, headers: {} }
    const failing = (words: string) =>
      byCloudflare({ send: () => Promise.reject(new Error(words)) })(outgoing)
    await expect(failing('E_RECIPIENT_NOT_ALLOWED')).rejects.toBeInstanceOf(Refused)
    await expect(failing('internal error')).rejects.not.toBeInstanceOf(Refused)
  })

  it('is given up where another try is of no use, and only there', async () => {
    answering(422, { message: 'that address is no address' })
    const sent = await sendLetter(at({ MAIL_URL: 'resend://re_key' }), letter)
    expect(sent).toEqual({ outcome: 'refused', why: 'the mail provider answered 422' })
    vi.restoreAllMocks()
    answering(429, {})
    await expect(sendLetter(at({ MAIL_URL: 'resend://re_key' }), letter)).rejects.toThrow('429')
  })

  it('counts as sent when it went out before under its key', async () => {
    answering(409, { name: 'invalid_idempotent_request' })
    const sent = await sendLetter(at({ MAIL_URL: 'resend://re_key' }), letter)
    expect(sent).toEqual({ outcome: 'sent', providerId: undefined })
    vi.restoreAllMocks()
    answering(409, { name: 'concurrent_idempotent_requests' })
    await expect(sendLetter(at({ MAIL_URL: 'resend://re_key' }), letter)).rejects.toThrow('409')
  })

  it('is sent by nobody whose address names none, and by no stand-in in production', async () => {
    expect(() => providerOf({ ...env, MAIL_URL: 'pigeon://x' })).toThrow('names no provider')
    await expect(sendLetter(at({ ENVIRONMENT: 'production' }), letter)).rejects.toThrow(
      'local mail',
    )
  })
})
