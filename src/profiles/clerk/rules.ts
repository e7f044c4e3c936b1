import * as z from 'zod'
import type { ClerkUser } from '../../session/clerk.ts'

/** Clerk's user as its webhooks spell it. */
const User = z
  .object({
    id: z.string().min(1),
    username: z.string().nullish(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    image_url: z.string().nullish(),
    primary_email_address_id: z.string().nullish(),
    email_addresses: z.array(z.object({ id: z.string(), email_address: z.string() })).default([]),
    updated_at: z.number(),
  })
  .transform((user): ClerkUser => {
    const primary = user.email_addresses.find(({ id }) => id === user.primary_email_address_id)
    return {
      id: user.id,
      username: user.username ?? null,
      firstName: user.first_name ?? null,
      lastName: user.last_name ?? null,
      imageUrl: user.image_url ?? '',
      email: (primary ?? user.email_addresses[0])?.email_address ?? null,
      updatedAt: user.updated_at,
    }
  })

const Gone = z.object({ id: z.string().min(1) })
const Session = z.object({ id: z.string().min(1), user_id: z.string().min(1) })

const userIsHere = z.enum(['user.created', 'user.updated'])
const userIsGone = z.literal('user.deleted')
const sessionIsOver = z.enum(['session.ended', 'session.removed', 'session.revoked'])

/** What Clerk tells us that we act on: someone is here, or gone, or has ended one of Clerk's sessions. */
export const ClerkEvent = z.discriminatedUnion('type', [
  z.object({ type: userIsHere, data: User }).transform(({ data }) => ({ here: data })),
  z.object({ type: userIsGone, data: Gone }).transform(({ data }) => ({ gone: data.id })),
  z
    .object({ type: sessionIsOver, data: Session })
    .transform(({ data }) => ({ over: { sessionId: data.id, userId: data.user_id } })),
])

const KnownType = z.union([userIsHere, userIsGone, sessionIsOver])

/** Whether we act on events of this kind; Clerk may send others, which are received and left alone. */
export const isKnownEvent = (type: string): boolean => KnownType.safeParse(type).success
