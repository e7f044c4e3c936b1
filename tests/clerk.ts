import { env, SELF } from 'cloudflare:test'
import { signWebhook } from '../local/clerk/sign.ts'
import { ORIGIN, Person } from './people.ts'

/** What Clerk's stand-in gives a browser: a session token, and whom and what it speaks of. */
type Token = { jwt: string; userId: string; sessionId: string }

const nonce = () => crypto.randomUUID().slice(0, 13)

/** Someone whom only Clerk knows yet. */
export async function signUp(fullName = 'Ada Test'): Promise<Token> {
  const username = `p-${nonce()}`
  const answer = await ask('/sign-up', { username, fullName, email: `${username}@example.test` })
  return read(/__session=([^;]+)/.exec(answer.headers.getSetCookie().join('\n'))?.[1] ?? '')
}

/** A new session at Clerk of someone it knows. */
export async function signInAgain(userId: string, origin = ORIGIN): Promise<Token> {
  const { jwt } = await (await ask('/token', { user: userId, origin })).json<{ jwt: string }>()
  return read(jwt)
}

/** Brings a token to our door; the person keeps the cookies of the answer. */
export async function enter({ jwt }: Token, person = new Person()) {
  const authorization = `Bearer ${jwt}`
  return { person, response: await person.request('POST', '/sessions', {}, { authorization }) }
}

/** A webhook as Clerk sends it. */
export async function tell(
  type: string,
  data: object,
  options: { id?: string; at?: Date; secret?: string } = {},
): Promise<Response> {
  const { secret = env.CLERK_WEBHOOK_SECRET, ...rest } = options
  const { body, headers } = await signWebhook(secret, { type, object: 'event', data }, rest)
  return SELF.fetch(`${ORIGIN}/webhooks/clerk`, { method: 'POST', body, headers })
}

/** A user as Clerk's webhooks spell them. */
export const clerkUser = (fields: Record<string, unknown> = {}) => ({
  object: 'user',
  id: `user_${nonce()}`,
  username: null,
  first_name: 'Grace',
  last_name: `Hopper ${nonce()}`,
  image_url: 'https://img.example/grace.png',
  primary_email_address_id: 'idn_1',
  email_addresses: [{ id: 'idn_1', email_address: 'grace@example.test' }],
  updated_at: 1_700_000_000_000,
  ...fields,
})

function read(jwt: string): Token {
  const claims = JSON.parse(atob(jwt.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? ''))
  return { jwt, userId: claims.sub, sessionId: claims.sid }
}

const ask = (path: string, fields: Record<string, string>) =>
  fetch(env.CLERK_API_URL + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: env.CLERK_API_URL ?? '' },
    body: new URLSearchParams(fields),
  })
