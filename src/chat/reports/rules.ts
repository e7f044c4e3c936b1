import * as z from 'zod'
import { fromText } from '../bytes/rules.ts'
import { importVerifier, isSigned, readCertificate } from '../certificates/rules.ts'
import { bodyFrom } from '../checks/rules.ts'
import { type Body, bound, isIdOf } from '../envelope/rules.ts'
import { filesOf } from '../log/rules.ts'

export const NewReport = z.object({
  epoch: z.coerce.number().int().min(0),
  /** what its author wrote and signed, base64url */
  body: z.string().max(200_000, 'That is too long.'),
  signature: z.string().max(200),
  reason: z.string().trim().max(500, 'Use up to 500 letters.').default(''),
})
export type NewReport = z.output<typeof NewReport>

type Proven = NonNullable<Awaited<ReturnType<typeof proven>>>

/** What is kept of a report. */
export const reportOf = (
  { body, author }: Proven,
  { reporterId, reason }: { reporterId: string; reason: string },
) => ({
  // of an edit the words, and the place of what it mends
  ...{
    messageId: body.t === 'edit' ? (body.m ?? body.id) : body.id,
    authorId: author.a,
    reporterId,
    reason,
  },
  ...{ words: wordsOf(body), saidAt: new Date(body.at) },
})

/** What was said, and what the files are called that came with it: what is in them is not told. */
const wordsOf = (body: Body): string =>
  [body.x, ...filesOf(body).map(({ name }) => `[${name.slice(0, 100)}]`)]
    .filter(Boolean)
    .join('\n')
    // what no text of Postgres can hold keeps nothing from being reported
    .replaceAll('\0', '')
    .toWellFormed()

/**
 * What someone wrote, where it is proven that they did: signed with a key that we had vouched for.
 * It may be long ago: that the certificate has run out since does not count.
 */
export async function proven(report: NewReport, topic: string, channel: string, serverKey: string) {
  try {
    const [bytes, signature] = [fromText(report.body), fromText(report.signature)]
    const body = bodyFrom(bytes)
    const author = body && (await readCertificate(await importVerifier(serverKey), body.c))
    if (!body || !author || author.s !== channel || body.s !== channel) return null
    const isTheirOwn = [body.id, body.t === 'edit' ? body.m : body.id].every((id = '') =>
      isIdOf(id, author.a),
    )
    if (!isTheirOwn || (body.t !== 'msg' && body.t !== 'edit')) return null
    const isTheirs = await isSigned(await importVerifier(author.k), signature, bound(topic, bytes))
    return isTheirs ? { body, author } : null
  } catch {
    return null
  }
}
