import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import { edgePage } from '../../edge/page.ts'
import { tag } from '../../edge/rules.ts'
import { certificateOf } from '../certificates/queries.ts'
import { AS_LEARNER, asNewcomer } from '../gate/rules.ts'
import { enrolmentOf, modulesOf, progressIn, stepsOf } from '../outline/queries.ts'
import { standingFrom } from '../outline/rules.ts'
import { findCourse } from '../queries.ts'
import { coursePath, idFrom, mayBuild } from '../rules.ts'
import { unlocksOf } from '../unlocking/rules.ts'
import { goFrom } from './go/rules.ts'
import { mayLearnIn } from './queries.ts'
import { sharedFrom } from './rules.ts'
import { CoursePage } from './views.tsx'

export const coursePage = edgePage({
  name: 'course',
  ask: ({ community = '', course }) => {
    const id = idFrom(course?.toLowerCase())
    if (!id) throw new HTTPException(404)
    return { community, course: id }
  },
  path: ({ community, course }) => coursePath(community, course),
  load: (db, { community, course }, asker) => [
    findCourse(db, community, asker, course),
    modulesOf(db, course),
    stepsOf(db, course),
  ],
  build: ([[course], modules, steps], { ask }) => {
    if (!course) throw new HTTPException(404)
    const shared = sharedFrom(ask.community, course, modules, steps)
    return { tags: [tag.course(course.id), tag.space(ask.community, course.space.slug)], shared }
  },
  page: CoursePage,
})

export const pageRoutes = new Hono<{ Bindings: Env }>().get('/:community/courses/:course', (c) =>
  c.var.present(coursePage, {
    own: (db, me, { course }) => [
      mayLearnIn(db, course.id, me),
      enrolmentOf(db, course.id, me),
      progressIn(db, course.id, me),
      certificateOf(db, course.id, me),
    ],
    mine: ({
      viewer,
      shared: { course, modules },
      rows: [able, enrolments, progress, certificates],
    }) => {
      const isBuilder = mayBuild(viewer)
      const isPreviewing = isBuilder && getCookie(c, AS_LEARNER) === course.id
      const mayLearn = able?.[0]?.mayLearn ?? false
      const who = { isStaff: isBuilder, mayLearn }
      const real = standingFrom(who, enrolments?.[0], progress ?? [])
      const standing = isPreviewing ? asNewcomer(real, c.var.now) : real
      const steps = modules.flatMap(({ lessons }) => lessons)
      // nothing is said of locks before the rows are there
      const unlocks = able?.length ? unlocksOf(steps, course, standing, c.var.now) : null
      return {
        go: goFrom(
          viewer,
          { ...course, isPublished: course.isPublished || isPreviewing },
          {
            ...{ steps, standing, unlocks: unlocks ?? {}, progress: progress ?? [] },
            enrolment: enrolments?.[0],
            code: certificates?.[0]?.code ?? null,
          },
        ),
        unlocks,
        finished: [...standing.finished],
        mayBuild: isBuilder,
        isPreviewing,
      }
    },
  }),
)
