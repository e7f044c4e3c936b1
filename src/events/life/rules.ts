import * as z from 'zod'
import { Scope, webAddress } from '../edit/rules.ts'
import { whenWords } from '../rules.ts'

/** Of a series, which of its events are meant. */
export const Scoped = z.object({ scope: Scope })

const ownFile = /^\/files\/[0-9a-f-]{36}\/[^/?#\s\\]+$/

/** What is wrong with an address is said of it, as a union would not. */
const address = z.string().transform((text, { addIssue }) => {
  if (ownFile.test(text)) return text
  const web = webAddress.safeParse(text)
  if (web.success) return web.data
  for (const { message } of web.error.issues) addIssue(message)
  return z.NEVER
})

/** An address on the web, or a file that was uploaded for events of the space. */
export const Recording = z
  .object({
    url: address.nullish(),
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
