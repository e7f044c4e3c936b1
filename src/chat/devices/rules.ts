import * as z from 'zod'

// raw P-256: 65 bytes that begin with 4
const publicKey = z.string().regex(/^B[A-Za-z0-9_-]{86}$/, 'That is no public key.')

export const NewDevice = z.object({
  name: z.string().trim().min(1, 'Give it a name.').max(80, 'Use up to 80 letters.'),
  signingKey: publicKey,
  sealingKey: publicKey,
})
export type NewDevice = z.output<typeof NewDevice>
