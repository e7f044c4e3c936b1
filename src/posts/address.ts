import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isId } from './comments/rules.ts'

/**
 * The community's slug and the post's id that a path names.
 * @throws HTTPException 404 for what can be no id
 */
export function addressOf(c: Context): { slug: string; id: string } {
  const { community: slug = '', post: id } = c.req.param()
  if (!isId(id)) throw new HTTPException(404)
  return { slug, id: id.toLowerCase() }
}
