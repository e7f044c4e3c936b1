import * as z from 'zod'

/** What a browser has sealed under a code that only its person has. */
export const Recovery = z.object({
  recovery: z
    .string('Send what was sealed.')
    .regex(/^[A-Za-z0-9_-]{40,20000}$/, 'That is nothing that could be kept.'),
})
