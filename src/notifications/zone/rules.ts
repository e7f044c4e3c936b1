import * as z from 'zod'
import { isZone } from '../../ui/zones.ts'

/** The cookie that says in which zone someone wants to read times; client.ts writes it, too. */
export const ZONE = 'zone'

export const zoneFrom = (text: string | undefined): string | null =>
  text && text.length < 60 && isZone(text) ? text : null

export const ZoneChoice = z.object({
  zone: z
    .string('Choose a time zone.')
    .refine((name) => zoneFrom(name) !== null, 'Choose a time zone.'),
})
