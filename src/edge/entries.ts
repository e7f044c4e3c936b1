import { exports } from 'cloudflare:workers'
import { HTTPException } from 'hono/http-exception'
import { type Ask, addressOf, type EdgeProps } from './rules.ts'

/** Asks the cached entrypoint, with nothing of the request that came in. */
const ask = async (address: string, props: EdgeProps): Promise<Response> => {
  const response = await exports.Cached({ props }).fetch(new Request(address))
  if (response.status < 500) return response
  if (response.status === 503) throw new HTTPException(503)
  throw new Error(`the cached entrypoint answers ${response.status}`)
}

/**
 * The shared part of a page for those who have a right: 200, 403 with what stands in its stead, 404.
 * @param form 'html' alone, the 'full' entry, whose first line is the packed props, or 'bytes' of
 *   what is no page
 * @throws HTTPException 503 when it is not kept and the database does not answer
 */
export const entryOf = (
  form: 'html' | 'full' | 'bytes',
  page: { name: string; ask: Ask },
  props: EdgeProps,
): Promise<Response> => ask(addressOf(form, page.name, page.ask), props)

/** A fact that answers rest on: the map of a community, a passport, where a file lies. Null for none. */
export async function factOf<T>(
  name: 'map' | 'passport' | 'file',
  props: EdgeProps,
  about: Ask = {},
): Promise<T | null> {
  const response = await ask(addressOf('fact', name, about), props)
  return response.ok ? await response.json<T>() : null
}
