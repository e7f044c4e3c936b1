import * as z from 'zod'

// a box that is not ticked is not sent
const ticked = z.union([z.stringbool(), z.boolean()]).default(false)

export const Choices = z.object({ takesMessages: ticked, showsPresence: ticked })
export type Choices = z.output<typeof Choices>

export const Rules = z.object({ allowsMessages: ticked, keepsArchive: ticked })
export type Rules = z.output<typeof Rules>
