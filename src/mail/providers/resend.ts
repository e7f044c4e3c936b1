import * as z from 'zod'
import { written } from '../address.ts'
import type { Send } from '../letter.ts'
import { taken } from './answer.ts'

const Sent = z.object({ id: z.string() })
const Conflict = z.object({ name: z.string() })

/** Resend's API. It sends what comes again under the same key within a day only once. */
export const byResend =
  ({ key, api = 'https://api.resend.com' }: { key: string; api?: string }): Send =>
  async (letter) => {
    const { id, from, to, subject, html, text, headers, stream } = letter
    const response = await fetch(`${api}/emails`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': id,
      },
      body: JSON.stringify({
        ...{ from: written(from), to: [to], subject, html, text, headers },
        tags: [{ name: 'stream', value: stream }],
      }),
    })
    if (response.status === 409 && (await isSent(response.clone()))) return undefined
    return (await taken(response, Sent)).id
  }

/** It has gone out under this key before, with words that have changed since. */
async function isSent(response: Response): Promise<boolean> {
  const said = Conflict.safeParse(await response.json().catch(() => null))
  return said.data?.name === 'invalid_idempotent_request'
}
