import { env } from 'cloudflare:test'
import type { Person } from './people.ts'
import { browserKeys, type Told } from './sealed.ts'

/**
 * A browser that someone has turned push on in: it alone can read what it is told.
 * @param replaces where it listened before
 */
export async function browser(who: Person, replaces?: { endpoint: string }) {
  const name = crypto.randomUUID()
  const { open, keys } = browserKeys()
  const endpoint = `https://push.example.test/${name}`
  const answer = await who.post('/settings/notifications/browsers', {
    ...{ endpoint, keys, replaces: replaces?.endpoint },
  })
  if (answer.status !== 201) throw new Error(`subscribing: ${answer.status} ${await answer.text()}`)
  const { id } = await answer.json<{ id: string }>()
  const at = `${env.PUSH_SERVICE_URL}/${name}`
  const taken = async () =>
    (await fetch(at)).json<{ headers: Record<string, string>; body: string }[]>()
  return {
    id,
    endpoint,
    /** all that it was told, in order */
    told: async (): Promise<Told[]> => (await taken()).map(({ body }) => open(body)),
    headers: async () => (await taken()).map(({ headers }) => headers),
    /** what its service answers next */
    answers: (codes: number[]) =>
      fetch(`${at}/answers`, { method: 'PUT', body: JSON.stringify(codes) }),
  }
}
