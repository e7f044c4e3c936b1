import * as z from 'zod'
import { written } from '../address.ts'
import type { Send } from '../letter.ts'
import { taken } from './answer.ts'

const Sent = z.object({ MessageID: z.string() })

/** Postmark's API. It knows no key for tries that repeat. */
export const byPostmark =
  ({ key, api = 'https://api.postmarkapp.com' }: { key: string; api?: string }): Send =>
  async ({ id, from, to, subject, html, text, headers, stream }) => {
    const response = await fetch(`${api}/email`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'x-postmark-server-token': key,
      },
      body: JSON.stringify({
        ...{ From: written(from), To: to, Subject: subject, HtmlBody: html, TextBody: text },
        Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
        Tag: stream,
        Metadata: { letter: id },
        TrackOpens: false,
        TrackLinks: 'None',
      }),
    })
    return (await taken(response, Sent)).MessageID
  }
