import * as z from 'zod'

/** How long a link may live, by what the form sends. */
export const LIVES = { day: 1, week: 7, month: 30, ever: null } as const
const MAX_USES = 10_000
const CODE_LENGTH = 16
/** Without look-alikes: people read codes to each other. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

const limit = z.coerce
  .number('How many may use it?')
  .int('Whole people only.')
  .min(1, 'At least one person must be able to use it.')
  .max(MAX_USES, 'Ten thousand at most. Leave it empty for no limit.')

export const Invitation = z.object({
  life: z.enum(['day', 'week', 'month', 'ever'], 'Choose how long it works.').default('week'),
  maxUses: z.preprocess((value) => (value === '' ? null : value), limit.nullable().default(null)),
})

/** When a link made now stops working; null for never. */
export function expiryOf(life: keyof typeof LIVES, now: Date): Date | null {
  const days = LIVES[life]
  return days === null ? null : new Date(now.getTime() + days * 24 * 3600 * 1000)
}

/** A code that cannot be guessed, from random bytes. */
export const codeOf = (random: Uint8Array): string =>
  Array.from(random.subarray(0, CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('')

export type InviteState = 'live' | 'revoked' | 'expired' | 'used'

/** Whether a link still lets someone in, and if not, why. */
export function stateOf(
  invite: {
    revokedAt: Date | null
    expiresAt: Date | null
    usedCount: number
    maxUses: number | null
  },
  now: Date,
): InviteState {
  if (invite.revokedAt) return 'revoked'
  if (invite.expiresAt && invite.expiresAt <= now) return 'expired'
  if (invite.maxUses !== null && invite.usedCount >= invite.maxUses) return 'used'
  return 'live'
}
