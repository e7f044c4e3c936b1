import * as z from 'zod'
import { Scope, webAddress } from '../edit/rules.ts'
import { whenWords } from '../rules.ts'

/** Of a series, which of its events are meant. */
export const Scoped = z.object({ scope: Scope })

/** An address on the web, or a file that was uploaded for events of the space. */
export const Recording = z
  .object({
    url: z
      .union([webAddress, z.string().regex(/^\/files\/[0-9a-f-]{36}\/[^/?#\s\\]+$/)])
      .optional(),
    attachments: z.array(z.union([z.literal(''), z.uuid()])).optional(),
  })
  .transform(({ url, attachments = [] }) => ({
    url: url || null,
    file: attachments.find(Boolean) ?? null,
  }))

type Off = Parameters<typeof whenWords>[0] & { title: string }

/** What its guests are told of an event that does not take place. */
export const cancellation = (event: Off, scope: Scope): { title: string; body: string } => ({
  title: `${event.title} is cancelled`,
  body: `It was to be ${whenWords(event)}.${scope === 'this' ? '' : ' So are others of its series.'}`,
})
