import { AwsClient } from 'aws4fetch'
import * as z from 'zod'
import { written } from '../address.ts'
import type { Send } from '../letter.ts'
import { taken } from './answer.ts'

const Sent = z.object({ MessageId: z.string() })

type Keys = { accessKeyId: string; secretAccessKey: string; region: string; api?: string }

/** Amazon SES, version 2 of its API. It knows no key for tries that repeat. */
export function bySes({
  region,
  api = `https://email.${region}.amazonaws.com`,
  ...keys
}: Keys): Send {
  // tries are the queue's affair
  const client = new AwsClient({ ...keys, region, service: 'ses', retries: 0 })
  return async ({ id, from, to, subject, html, text, headers, stream }) => {
    const part = (Data: string) => ({ Data, Charset: 'UTF-8' })
    const response = await client.fetch(`${api}/v2/email/outbound-emails`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        FromEmailAddress: written(from),
        Destination: { ToAddresses: [to] },
        EmailTags: [
          { Name: 'stream', Value: stream },
          { Name: 'letter', Value: id },
        ],
        Content: {
          Simple: {
            Subject: part(subject),
            Body: { Html: part(html), Text: part(text) },
            Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
          },
        },
      }),
    })
    return (await taken(response, Sent)).MessageId
  }
}
