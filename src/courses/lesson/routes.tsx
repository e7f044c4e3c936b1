import { Hono } from 'hono'
import { idParam } from '../../ui/input.ts'
import { show } from '../../ui/respond.tsx'
import { gate } from '../gate/routes.tsx'
import { filesOf } from '../media/queries.ts'
import { outlineOf, published } from '../outline/rules.ts'
import { mayBuild } from '../rules.ts'
import { findContent } from './queries.ts'
import { besideOf, bodyFrom } from './rules.ts'
import { LessonPage, type LessonShared } from './views.tsx'

export const lessonRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/courses/:course/lessons/:lesson',
  async (c) => {
    const id = idParam(c, 'lesson')
    const found = await gate(c, (db) => [findContent(db, id), filesOf(db, id)])
    const { slug, course, lesson, modules, steps, standing, unlock } = found
    const [[stored], files] = found.rows
    const at = { slug, course: course.id, lesson: id }
    const listed = standing.isStaff ? steps : published(steps)
    const isAway = unlock.isOpen === false
    const shared: LessonShared = {
      at,
      course: { title: course.title, timeZone: course.timeZone },
      module: modules.find((module) => module.id === lesson.moduleId)?.title ?? '',
      lesson: {
        title: lesson.title,
        lessonType: lesson.lessonType,
        durationMinutes: lesson.durationMinutes,
        isDraft: lesson.publishedAt === null,
      },
      unlock,
      first:
        isAway && unlock.why === 'order'
          ? (steps.find((step) => step.id === unlock.after)?.title ?? null)
          : null,
      body: isAway || !stored ? null : bodyFrom(lesson.lessonType, stored.content, files, at),
      ...besideOf(listed, at),
      outline: outlineOf(
        modules,
        listed.map(({ id, title, lessonType, durationMinutes, isPreview, moduleId }) => ({
          id,
          title,
          lessonType,
          durationMinutes,
          isPreview,
          moduleId,
        })),
      ).filter(({ lessons }) => lessons.length > 0),
      unlocks: Object.fromEntries(
        listed.flatMap(({ id }) => (found.unlocks[id] ? [[id, found.unlocks[id]]] : [])),
      ),
      finished: [...standing.finished],
      isLearning: standing.enrolledAt !== null,
      seconds: found.progress.find(({ lessonId }) => lessonId === id)?.progressSeconds ?? 0,
      mayBuild: mayBuild(found.viewer),
      isPreviewing: found.isPreviewing,
    }
    return show(c, LessonPage, shared, null, isAway ? 403 : 200)
  },
)
