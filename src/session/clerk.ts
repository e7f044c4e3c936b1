import { createClerkClient } from '@clerk/backend'
import { isClerkAPIResponseError } from '@clerk/backend/errors'

/** The part of Clerk's user, from its API or from a webhook, that a profile is made of. */
export type ClerkUser = {
  id: string
  username: string | null
  firstName: string | null
  lastName: string | null
  imageUrl: string
  email: string | null
  /** milliseconds since 1970, by Clerk's clock */
  updatedAt: number
}

type Keys = { CLERK_SECRET_KEY: string; CLERK_API_URL?: string }

const clientOf = (env: Keys) =>
  createClerkClient({ secretKey: env.CLERK_SECRET_KEY, apiUrl: env.CLERK_API_URL })

/** Asks Clerk for one of its users; null when there is none. Throws when Clerk does not answer. */
export async function findClerkUser(env: Keys, id: string): Promise<ClerkUser | null> {
  const user = await orNull(clientOf(env).users.getUser(id))
  return user && { ...user, email: user.primaryEmailAddress?.emailAddress ?? null }
}

/** Deletes one of Clerk's users; one who is gone already is fine. Throws when Clerk does not answer. */
export async function deleteClerkUser(env: Keys, id: string): Promise<void> {
  await orNull(clientOf(env).users.deleteUser(id))
}

/**
 * Ends sessions at Clerk, or the next sign-in would bring the same person back unasked. Ours are
 * over whether this succeeds or not, so a failure is only logged.
 */
export async function revokeClerkSessions(env: Keys, ids: string[]): Promise<void> {
  const { sessions } = clientOf(env)
  const tries = ids.filter(Boolean).map((id) => orNull(sessions.revokeSession(id)))
  for (const result of await Promise.allSettled(tries))
    if (result.status === 'rejected')
      console.info(JSON.stringify({ event: 'clerk session not revoked', why: `${result.reason}` }))
}

async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call
  } catch (error) {
    if (isClerkAPIResponseError(error) && error.status === 404) return null
    throw error
  }
}
