import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { spaceAt } from '../../../spaces/manage/queries.ts'
import { show } from '../../../ui/respond.tsx'
import { MOST_FILES } from '../../zip/rules.ts'
import { filesWithin } from '../folders/queries.ts'
import { itemFrom, myShelf } from '../list/rules.ts'
import { downloadsIn, findShelf, matches, searchIn, trailTo } from '../queries.ts'
import { idFrom, pageFrom, Search } from '../rules.ts'
import { SearchPage } from './views.tsx'

/** Finding things in a space, and taking many along. */
export const searchRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/s/:space/search', async (c) => {
    const [slug, space] = [c.req.param('community'), c.req.param('space')]
    const { q, after } = Search.parse({ after: null, ...c.req.query() })
    const { viewer, rows } = await c.var.visit((db, me) => {
      const shelf = { slug, space, asker: me }
      return [
        findShelf(db, shelf),
        searchIn(db, shelf, { q, after }),
        downloadsIn(db, shelf, matches(q)),
      ]
    })
    const [[shelf], found, downloads] = rows
    if (!shelf) throw new HTTPException(404)
    const at = { slug, space: shelf.slug }
    const { shown, next } = pageFrom(found)
    const items = shown.map((row) => itemFrom(row, at))
    const more = new URLSearchParams({ q, after: next ?? '' })
    const shared = {
      ...{ at, name: shelf.name, q, items, now: c.var.now },
      next: next && `/${slug}/s/${shelf.slug}/search?${more}`,
    }
    const mine = myShelf(viewer, shelf, { folder: null, items, look: 'list' }, downloads)
    return show(c, SearchPage, shared, { ...mine, mayOrder: false })
  })
  .get('/:community/s/:space/zip', async (c) => {
    const [slug, space] = [c.req.param('community'), c.req.param('space')]
    const folder = idFrom(c.req.query('folder'))
    const { rows } = await c.var.visit((db, me) => {
      const shelf = { slug, space, asker: me }
      const asked = { space: spaceAt(slug, space), folder, me, limit: MOST_FILES + 1 }
      return [findShelf(db, shelf), trailTo(db, shelf, folder), filesWithin(db, asked)]
    })
    const [[shelf], trail, files] = rows
    const name = folder ? trail.rows.at(-1)?.title : shelf?.name
    if (!shelf || !name) throw new HTTPException(404)
    if (files.length === 0) throw new HTTPException(422, { message: 'There are no files here.' })
    if (files.length > MOST_FILES)
      throw new HTTPException(422, {
        message: `There are more than ${MOST_FILES} files here. Tick those that you want.`,
      })
    const query = new URLSearchParams([...files.map(({ id }) => ['id', id]), ['name', name]])
    return c.redirect(`/files/zip?${query}`)
  })
