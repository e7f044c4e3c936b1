import { sql } from 'drizzle-orm'
import { porch } from '../../local/seed/chat.ts'
import { toText } from '../../src/chat/bytes/rules.ts'
import { P256, signCertificate } from '../../src/chat/certificates/rules.ts'
import {
  type Body,
  importSpaceKey,
  newMessageId,
  padded,
  sealed,
  signed,
} from '../../src/chat/envelope/rules.ts'
import { signerOf, spaceSecrets } from '../../src/chat/secrets/rules.ts'
import { connect } from '../../src/db/connect.ts'

type At = { databaseUrl: string; neonEndpoint?: string; wakuUrl: string; secret: string }
type Author = { id: string; username: string; fullName: string; avatarUrl: string; role: 'member' }

/**
 * Puts what was said on the porch into the message node, sealed and signed as its authors' browsers
 * would have done it, so that who comes finds people talking.
 */
export async function seedChat({ databaseUrl, neonEndpoint, wakuUrl, secret }: At): Promise<void> {
  const db = connect({ DATABASE_URL: databaseUrl, NEON_ENDPOINT: neonEndpoint })
  const { rows: authors } = await db.execute<Author & { space: string }>(sql`
    select p.id, p.username, p.full_name as "fullName", p.avatar_url as "avatarUrl", m.role,
      s.id as space
    from spaces s join communities c on c.id = s.community_id and c.slug = 'loam'
    join memberships m on m.community_id = c.id join profiles p on p.id = m.profile_id
    where s.slug = 'porch'`)
  const space = authors[0]?.space
  if (!space) return
  await db.execute(sql`insert into chat_epochs (space_id, number, started_at)
    values (${space}::uuid, 1, now() - interval '30 days') on conflict do nothing`)
  const { topic, key } = await spaceSecrets(secret, space, 1)
  const [signer, seal] = [await signerOf(secret), await importSpaceKey(key)]
  const device = await crypto.subtle.generateKey(P256, true, ['sign', 'verify'])
  const k = toText(new Uint8Array(await crypto.subtle.exportKey('raw', device.publicKey)))
  const past: { topic: string; payload: string; at: number }[] = []
  for (const [ago, username, x] of porch) {
    const author = authors.find((one) => one.username === username)
    if (!author) throw new Error(`nobody in the seeds is called ${username}`)
    const at = Date.now() - ago * 60_000
    const iat = Math.floor(at / 1000)
    const { id: a, fullName: n, username: u, avatarUrl: v, role: r } = author
    const said = { a, n, u, v, r, s: space, d: crypto.randomUUID(), k, iat, exp: iat + 600 }
    const c = await signCertificate(signer.key, said)
    const body: Body = { id: newMessageId(a), t: 'msg', s: space, e: 1, at, c, x }
    const wire = await sealed(seal, topic, padded(await signed(device.privateKey, topic, body)))
    past.push({ topic, payload: Buffer.from(wire).toString('base64'), at })
  }
  const answer = await fetch(`${wakuUrl}/local/keep`, {
    method: 'POST',
    body: JSON.stringify(past),
  })
  if (!answer.ok) throw new Error(`the message node answers ${answer.status}`)
}
