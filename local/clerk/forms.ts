import type { Errors, SignUp } from './pages.ts'
import type { Store } from './store.ts'
import type { User } from './users.ts'

export type Fields = Record<string, string>

/** The fields of a form or of a JSON object; what is no text is left out. */
export async function fieldsOf(request: Request): Promise<Fields> {
  const isJson = request.headers.get('content-type')?.includes('json')
  const entries: [string, unknown][] = isJson
    ? Object.entries(await request.json().catch(() => ({})))
    : [...new URLSearchParams(await request.text())]
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** What a person typed about themselves, and what is wrong with it. */
export async function readSignUp(store: Store, fields: Fields, self?: User) {
  const value: SignUp = {
    fullName: (fields.fullName ?? fields.name ?? '').trim(),
    username: (fields.username ?? '').trim().toLowerCase().replace(/^@/, ''),
    email: (fields.email ?? '').trim().toLowerCase(),
  }
  const errors: Errors = {}
  if (!value.fullName) errors.fullName = 'Tell us a name.'
  if (!/^[a-z0-9_-]{2,64}$/.test(value.username)) {
    errors.username = 'Use 2 to 64 of a-z, 0-9, - and _.'
  } else if (await isTaken(store, value.username, self)) {
    errors.username = 'Someone has this username.'
  }
  if (!/^\S+@\S+$/.test(value.email)) errors.email = 'This is no e-mail address.'
  else if (await isTaken(store, value.email, self)) errors.email = 'Someone has this address.'
  return { value, errors, ok: Object.keys(errors).length === 0 }
}

async function isTaken(store: Store, name: string, self?: User): Promise<boolean> {
  const found = await store.find(name)
  return found !== undefined && found.clerkId !== self?.clerkId
}

/**
 * Where to go after sign-in: an address on the host that the browser is on, since only that host
 * gets the cookies, else `fallback`.
 */
export function returnAddress(wanted: string | undefined, host: string, fallback: string): string {
  if (!wanted || !URL.canParse(wanted)) return fallback
  const url = new URL(wanted)
  return url.protocol === 'http:' && url.hostname === host ? url.href : fallback
}
