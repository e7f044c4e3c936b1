// Only web standards here, so that tests inside workerd sign as the service itself does.

type SigningKeys = { privateKey: JsonWebKey; keyId: string }

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JSON Web Token, RS256, as Clerk's session tokens are. */
export async function signToken(keys: SigningKeys, claims: Record<string, unknown>) {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', keys.privateKey, algorithm, false, ['sign'])
  // the category is Clerk's mark of a session token
  const header = { alg: 'RS256', cat: 'cl_B7d4PD111AAA', kid: keys.keyId, typ: 'JWT' }
  const text = `${encode(header)}.${encode(claims)}`
  const signature = await crypto.subtle.sign(algorithm.name, key, Buffer.from(text))
  return `${text}.${Buffer.from(signature).toString('base64url')}`
}

/** Claims of a session token that begins now and lives `seconds` (Clerk's live 60). */
export function sessionClaims(
  session: { id: string; userId: string },
  options: { issuer: string; party: string; seconds?: number },
) {
  const now = Math.floor(Date.now() / 1000)
  return {
    azp: options.party,
    exp: now + (options.seconds ?? 60),
    fva: [0, -1],
    iat: now,
    iss: options.issuer,
    nbf: now - 10,
    sid: session.id,
    sts: 'active',
    sub: session.userId,
    v: 2,
  }
}

/**
 * Body and headers of a webhook as Clerk sends it. `secret` begins with `whsec_`; the same `id` is
 * the same message sent again.
 */
export async function signWebhook(
  secret: string,
  payload: unknown,
  { id = `msg_${crypto.randomUUID().replaceAll('-', '')}`, at = new Date() } = {},
): Promise<{ body: string; headers: Record<string, string> }> {
  const body = JSON.stringify(payload)
  const timestamp = `${Math.floor(at.getTime() / 1000)}`
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign'])
  const signed = Buffer.from(`${id}.${timestamp}.${body}`)
  const signature = Buffer.from(await crypto.subtle.sign('HMAC', key, signed)).toString('base64')
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': `v1,${signature}`,
    },
  }
}
