import * as z from 'zod'

/** Days for which a link into a space works. */
export const LIFE_DAYS = 14

/** Whom a link is for: one person by e-mail, or whoever has it. */
export const SpaceInvitation = z.object({
  email: z
    .union([z.literal(''), z.email('Write an e-mail address, or leave it empty.')])
    .default('')
    .transform((text) => text.toLowerCase() || null),
})

/** When a link made now stops working. */
export const expiryFrom = (now: Date): Date => new Date(now.getTime() + LIFE_DAYS * 86_400_000)
