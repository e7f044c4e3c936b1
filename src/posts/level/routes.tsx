import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { deleteTopicLevel, setTopicLevel } from '../../notifications/levels/queries.ts'
import { ChosenTopicLevel, LEVEL_DONE } from '../../notifications/levels/rules.ts'
import { TopicLevel } from '../../notifications/levels/views.tsx'
import { idParam, insist } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { topicOf } from '../notices/rules.ts'
import { findPost } from '../queries.ts'
import { nameOf } from '../rules.ts'

/** How much one is told of a post; `space` goes with its space again. */
export const levelRoutes = new Hono<{ Bindings: Env }>().put(
  '/:community/posts/:post/level',
  async (c) => {
    const { level } = await insist(c, ChosenTopicLevel)
    const id = idParam(c, 'post')
    const slug = c.req.param('community')
    const { viewer, rows } = await c.var.visit((db, me) => [findPost(db, slug, me, id)])
    const [post] = rows[0]
    if (!post) throw new HTTPException(404)
    if (!viewer.profile) throw new HTTPException(401)
    const { db } = c.var
    const me = viewer.profile.id
    const at = `/${slug}/posts/${id}`
    const thing = { topic: topicOf(id), spaceId: post.space.id, title: nameOf(post, 80), link: at }
    if (level === 'space') await deleteTopicLevel(db, me, thing.topic)
    else await setTopicLevel(db, me, level, thing)
    return done(c, { level }, at, {
      notice: LEVEL_DONE[level],
      fragment: <TopicLevel at={at} level={level === 'space' ? null : level} />,
    })
  },
)
