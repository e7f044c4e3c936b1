import * as z from 'zod'
import { tidy } from '../../profiles/rules.ts'
import { rsvpStatus } from '../rsvps/tables.ts'

/** Guests on a page. */
export const PAGE = 50

/** Which guests are asked for: nonsense asks for those who go. */
export const GuestQuery = z.object({
  q: z
    .string()
    .transform((text) => tidy(text).slice(0, 100).replaceAll('\0', ''))
    .catch(''),
  status: z.enum(rsvpStatus.enumValues).catch('going'),
  after: z.uuid().nullable().catch(null),
})
export type GuestQuery = z.output<typeof GuestQuery>

/** What is shown after a guest was checked in: the list as it was. */
export const CheckIn = z.object({ q: z.string().max(200).optional().catch(undefined) })
