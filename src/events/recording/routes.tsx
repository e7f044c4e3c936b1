import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { input } from '../../ui/input.ts'
import { done } from '../../ui/respond.tsx'
import { type Gate, running } from '../edit/context/routes.tsx'
import { Recording } from '../life/rules.ts'
import { refuseRecording } from '../page/routes.tsx'
import { eventPath, touchedInEvent } from '../rules.ts'
import { clearRecording, setRecording } from './queries.ts'

/** What remains of an event that has been: a file or a link. */
export const recordingRoutes = new Hono<Gate>()
  .put('/:community/s/:space/events/:event/recording', async (c) => {
    const form = await input(c, Recording)
    const typed = String((form.ok ? form.value : form.typed).url ?? '')
    const again = (url = 'Upload a file, or give its address.') =>
      refuseRecording(c, { url }, typed)
    if (!form.ok) return again(Object.values(form.errors)[0])
    if (!form.value.url && !form.value.file) return again()
    const { at, row, profile } = await running(c)
    const [set] = await setRecording(c.var.db, row.id, profile.id, form.value)
    if (!set)
      throw new HTTPException(409, { message: 'It has not begun yet, or that file is not there.' })
    c.var.touch(...touchedInEvent(at))
    const href = eventPath(at, row.id)
    return done(c, { id: row.id, recordingUrl: set.recordingUrl }, href, {
      notice: 'The recording is here.',
    })
  })
  .delete('/:community/s/:space/events/:event/recording', async (c) => {
    const { at, row, profile } = await running(c)
    const [set] = await clearRecording(c.var.db, row.id, profile.id)
    if (!set) throw new HTTPException(409)
    c.var.revoke(...touchedInEvent(at))
    const href = eventPath(at, row.id)
    return done(c, { id: row.id }, href, { notice: 'The recording is gone.' })
  })
