import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isMember } from '../../communities/rules.ts'
import { idParam, insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { findPost } from '../queries.ts'
import { touchedInPost } from '../rules.ts'
import { deleteVotes, holdVote, insertVotes, pollNow } from './queries.ts'
import { pollData, Vote } from './rules.ts'
import { PollBox } from './views.tsx'

type Gate = { Bindings: Env }

export const pollRoutes = new Hono<Gate>()
  .put('/:community/posts/:post/vote', async (c) => {
    const at = await poll(c)
    const { options } = await insist(c, Vote)
    if (options.length > 1 && !at.poll.multiple)
      throw new HTTPException(422, { message: 'Choose one answer.' })
    if (options.some((option) => option >= at.poll.options.length))
      throw new HTTPException(422, { message: 'Choose from the answers of this poll.' })
    return vote(c, at, options)
  })
  .delete('/:community/posts/:post/vote', async (c) => vote(c, await poll(c), []))

type At = Awaited<ReturnType<typeof poll>>

/** The poll of a post that the viewer may see, for those who may vote. */
async function poll(c: Context<Gate>) {
  const slug = c.req.param('community') ?? ''
  const id = idParam(c, 'post')
  const { viewer, rows } = await c.var.visit((db, me) => [findPost(db, slug, me, id)])
  const [[post]] = rows
  if (!post?.poll || !post.publishedAt) throw new HTTPException(404)
  if (!viewer.profile) throw new HTTPException(401)
  if (!isMember(viewer)) throw new HTTPException(403, { message: 'Join to vote.' })
  return { id, me: viewer.profile.id, poll: post.poll, href: `/${slug}/posts/${id}` }
}

/** Replaces what the viewer chose, whatever that was; nothing changes once the poll has closed. */
async function vote(c: Context<Gate>, { id, me, href }: At, options: number[]) {
  const { db, now } = c.var
  const [, , , [after]] = await db.batch([
    holdVote(db, id, me),
    deleteVotes(db, id, me),
    insertVotes(db, id, me, options),
    pollNow(db, id, me),
  ])
  if (!after?.poll) throw new HTTPException(404)
  if (!after.isOpen) throw new HTTPException(403, { message: 'This poll is closed.' })
  c.var.touch(...touchedInPost(id))
  const { mine: votes } = after
  const poll = pollData(after.poll, after.votes, now, votes.length > 0)
  const mine = { mayReact: true, votes }
  const fragment = <PollBox post={{ id, href }} {...{ poll, now, mine }} />
  return done(c, { poll, votes }, href, { fragment })
}
