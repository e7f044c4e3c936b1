import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { isStaff } from '../../../communities/rules.ts'
import { edgePage } from '../../../edge/page.ts'
import { tag } from '../../../edge/rules.ts'
import { idParam } from '../../../ui/input.ts'
import { toHtml } from '../../../ui/markdown.ts'
import { done } from '../../../ui/respond.tsx'
import { factsOf } from '../../rules.ts'
import { own } from '../edit/routes.tsx'
import { itemFrom } from '../list/rules.ts'
import { captionsOf, downloadsIn, findResource, findShelf, folderOf, trailTo } from '../queries.ts'
import { idFrom, mayChange } from '../rules.ts'
import { releaseCaptions } from './queries.ts'
import { ResourcePage, type Shared } from './views.tsx'

export const resourcePage = edgePage({
  name: 'resource',
  ask: ({ community = '', space = '', resource }) => {
    const id = idFrom(resource?.toLowerCase())
    if (!id) throw new HTTPException(404)
    return { community, space, resource: id }
  },
  path: ({ community, space, resource }) => `/${community}/s/${space}/resources/${resource}`,
  space: ({ space }) => space,
  load: (db, { community: slug, space, resource }, asker) => {
    const shelf = { slug, space, asker }
    return [
      findShelf(db, shelf),
      findResource(db, shelf, resource),
      captionsOf(db, shelf, resource),
      trailTo(db, shelf, folderOf(resource)),
    ]
  },
  build: ([[shelf], [row], captions, trail], { ask, now }) => {
    if (!shelf || !row) throw new HTTPException(404)
    const at = { slug: ask.community, space: shelf.slug }
    const shared: Shared = {
      at,
      space: { name: shelf.name, isArchived: shelf.isArchived },
      around: trail.rows,
      item: itemFrom(row, at),
      html: toHtml(row.description, 'markdown', []),
      updatedAt: row.updatedAt,
      captions: captions.map(factsOf),
      now,
    }
    return { tags: [tag.space(at.slug, at.space), tag.profile(row.author.username)], shared }
  },
  page: ResourcePage,
})

export const pageRoutes = new Hono<{ Bindings: Env }>()
  .get('/:community/s/:space/resources/:resource', (c) =>
    c.var.present(resourcePage, {
      own: (db, me, { at, item }, viewer): ReturnType<typeof downloadsIn>[] =>
        isStaff(viewer) ? [downloadsIn(db, { ...at, asker: me }, [item.id])] : [],
      mine: ({ viewer, shared: { space, item }, rows: [counted = []] }) => ({
        mayChange: mayChange(viewer, space, item),
        downloads:
          isStaff(viewer) && item.file
            ? (counted.find(({ id }) => id === item.id)?.count ?? 0)
            : null,
      }),
    }),
  )
  .delete('/:community/s/:space/resources/:resource/captions/:file', async (c) => {
    const { at, shelf, row, me } = await own(c)
    const file = idParam(c, 'file')
    const gone = await releaseCaptions(c.var.db, { id: row.id, spaceId: shelf.id, file, me })
    if (gone.length === 0) throw new HTTPException(404)
    c.var.revoke(tag.space(at.slug, at.space), tag.file(file))
    return done(c, { id: file }, itemFrom(row, at).href, { notice: 'Those captions are gone.' })
  })
