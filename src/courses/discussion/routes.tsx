import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isMember } from '../../communities/rules.ts'
import { newId } from '../../db/columns.ts'
import { withdrawComment } from '../../posts/notices/queries.ts'
import { idParam, insist } from '../../ui/input.ts'
import { mentionsIn } from '../../ui/markdown.ts'
import { done } from '../../ui/respond.tsx'
import { gate, insistOpen } from '../gate/routes.tsx'
import { lessonPath } from '../rules.ts'
import { NewComment } from './rules.ts'
import { deleteSaid, insertAnswerNotice, insertSaid, insertSaidMentions } from './write/queries.ts'

/** What is said under lessons, by whom they are open to. */
export const discussionRoutes = new Hono<{ Bindings: Env }>()
  .post('/:community/courses/:course/lessons/:lesson/comments', async (c) => {
    const at = await gate(c, () => [])
    insistOpen(at)
    const { viewer, slug, course, lesson } = at
    if (!viewer.profile) throw new HTTPException(401)
    if (!isMember(viewer))
      throw new HTTPException(403, { message: 'Join the community to talk about it.' })
    const { content, parentId } = await insist(c, NewComment)
    const id = newId()
    const path = `${lessonPath(slug, course.id, lesson.id)}#comment-${id}`
    const { db } = c.var
    const author = { id: viewer.profile.id, fullName: viewer.profile.fullName }
    const said = { id, lesson, spaceId: course.space.id, author, link: path }
    const [, , , made] = await db.batch([
      ...insertSaid(db, { id, lessonId: lesson.id, parentId, content }, author.id),
      insertSaidMentions(db, said, mentionsIn(content)),
      insertAnswerNotice(db, said),
    ])
    if (made.rows.length === 0)
      throw new HTTPException(403, { message: 'What you answered is gone.' })
    c.var.spare()
    return done(c, { id, content }, path, { status: 201 })
  })
  .delete('/:community/courses/:course/lessons/:lesson/comments/:comment', async (c) => {
    const id = idParam(c, 'comment')
    const at = await gate(c, () => [])
    const { me, slug, course, lesson } = at
    if (!me) throw new HTTPException(401)
    const { db } = c.var
    const [gone] = await db.batch([deleteSaid(db, lesson.id, id, me), withdrawComment(db, id)])
    if (gone.rows.length === 0)
      throw new HTTPException(403, { message: 'Only who wrote it can do that.' })
    c.var.spare()
    const path = `${lessonPath(slug, course.id, lesson.id)}#talk`
    return done(c, { id }, path, { notice: 'It is deleted.' })
  })
