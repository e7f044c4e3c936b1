import type { Person } from './people.ts'

/** A public key that no other device has: raw P-256, as far as its shape goes. */
export function publicKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(65)).fill(4, 0, 1)
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** Makes a browser of someone's known; gives its id. */
export async function withDevice(person: Person, name = 'A browser'): Promise<string> {
  const device = { name, signingKey: publicKey(), sealingKey: publicKey() }
  return (await (await person.post('/settings/devices', device)).json<{ id: string }>()).id
}
