import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may } from '../../communities/rules.ts'
import { idParam } from '../../ui/input.ts'
import { done, show } from '../../ui/respond.tsx'
import { claimLetter, dismissLetter, lettersFor, unclaimLetter } from './queries.ts'
import { LettersPage } from './views.tsx'

/** Dead letters: see them, send them again, let them go. */
export const letterRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/revenue/letters', async (c) => {
    const { slug, letters } = await open(c)
    return show(c, LettersPage, { slug, letters, now: c.var.now }, null)
  })
  .put('/:community/revenue/letters/:letter/replay', async (c) => {
    const { at, path } = await open(c, idParam(c, 'letter'))
    const { db } = c.var
    const [letter] = await claimLetter(db, at)
    if (letter)
      try {
        await c.env.JOBS.send({ kind: letter.kind, id: letter.reference })
      } catch {
        await unclaimLetter(db, at)
        throw new HTTPException(503, { message: 'The queue is away. Try it again in a minute.' })
      }
    return done(c, { sent: true }, path, { notice: 'Sent again. Look here in a minute.' })
  })
  .delete('/:community/revenue/letters/:letter', async (c) => {
    const { at, path } = await open(c, idParam(c, 'letter'))
    await dismissLetter(c.var.db, at)
    return done(c, {}, path, { notice: 'Gone.' })
  })

/** What the viewer may see of it; 404 for a letter that they may not. */
async function open(c: Context<{ Bindings: Env }>, id?: string) {
  const slug = c.req.param('community') ?? ''
  const { viewer, community, rows } = await c.var.visit((db, me) => [lettersFor(db, slug, me)])
  if (!viewer.profile) throw new HTTPException(401)
  if (!may(viewer, 'revenue')) throw new HTTPException(403)
  const [letters] = rows
  if (id && !letters.some((letter) => letter.id === id)) throw new HTTPException(404)
  const at = { communityId: community.id, me: viewer.profile.id, id: id ?? '' }
  return { slug, letters, at, path: `/${slug}/revenue/letters` }
}
