import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Viewer } from '../../../communities/rules.ts'
import { newId } from '../../../db/columns.ts'
import type { Db } from '../../../db/connect.ts'
import type { Rows } from '../../../edge/page.ts'
import { tag, tagsOfFiles } from '../../../edge/rules.ts'
import { spaceAt } from '../../../spaces/manage/queries.ts'
import { type Errors, idParam, input } from '../../../ui/input.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { NewFilesPage } from '../add/views.tsx'
import { foldersOf } from '../folders/queries.ts'
import { itemFrom } from '../list/rules.ts'
import { findAny, findShelf, holdShelf, type ResourceRow } from '../queries.ts'
import {
  folderPath,
  idFrom,
  mayAdd,
  mayChange,
  NewResource,
  ResourceChange,
  resourcePath,
} from '../rules.ts'
import { insertResource, updateResource } from './queries.ts'
import { deleteResource, releaseWithin } from './removal/queries.ts'
import { EditResourcePage, NewResourcePage } from './views.tsx'

type Gate = { Bindings: Env }

/** Making folders and links, and changing, moving and deleting what is there. */
export const editRoutes = new Hono<Gate>()
  .get('/:community/s/:space/resources/new', async (c) => {
    const { at, shelf, folders } = await opened(c)
    const asked = idFrom(c.req.query('folder'))
    if (c.req.query('kind') === 'file') {
      const folder = folders.find(({ id }) => id === asked) ?? null
      return show(c, NewFilesPage, { at, name: shelf.name, folder, folders }, null)
    }
    const kind = kindFrom(c.req.query('kind'))
    const typed = { folder: asked ?? '' }
    return show(c, NewResourcePage, { at, name: shelf.name, folders, kind }, { typed })
  })
  .post('/:community/s/:space/resources', async (c) => {
    const { at, me, shelf, folders } = await opened(c)
    const form = await input(c, NewResource)
    const typed = form.ok ? form.value : form.typed
    const kind = kindFrom(typed.kind)
    const again = (errors: Errors) =>
      refuse(c, errors, NewResourcePage, { at, name: shelf.name, folders, kind }, { errors, typed })
    if (!form.ok) return again(form.errors)
    const { folder } = form.value
    if (folder && !folders.some(({ id }) => id === folder)) return again({ folder: GONE })
    const id = newId()
    const { db } = c.var
    const [, made] = await db.batch([
      holdShelf(db, shelf.id),
      insertResource(db, { id, spaceId: shelf.id, me }, form.value),
    ])
    if (made.rows.length === 0) return again({ folder: TOO_DEEP })
    c.var.touch(tag.space(at.slug, at.space))
    const href = kind === 'folder' ? folderPath(at, id) : resourcePath(at, id)
    const path = kind === 'folder' ? href : folderPath(at, folder)
    return done(c, { id, href }, path, { status: 201, notice: `${form.value.title} is here.` })
  })
  .get('/:community/s/:space/resources/:resource/edit', async (c) => {
    const { at, shelf, folders, row } = await movable(c)
    const shared = { at, name: shelf.name, folders, item: itemFrom(row, at) }
    return show(c, EditResourcePage, shared, { typed: typedFrom(row) })
  })
  .patch('/:community/s/:space/resources/:resource', async (c) => {
    const { at, me, shelf, folders, row } = await movable(c)
    const form = await input(c, ResourceChange)
    const typed = form.ok ? { ...typedFrom(row), ...form.value } : form.typed
    const item = itemFrom(row, at)
    const again = (errors: Errors) =>
      refuse(
        c,
        errors,
        EditResourcePage,
        { at, name: shelf.name, folders, item },
        { errors, typed },
      )
    if (!form.ok) return again(form.errors)
    const { folder } = form.value
    if (folder && !folders.some(({ id }) => id === folder)) return again({ folder: NOT_THERE })
    const { db } = c.var
    const [, changed] = await db.batch([
      holdShelf(db, shelf.id),
      updateResource(db, { id: row.id, spaceId: shelf.id, me }, form.value),
    ])
    if (changed.length === 0) return again({ folder: TOO_DEEP })
    c.var.touch(tag.space(at.slug, at.space))
    const lies = folder === undefined ? row.parentId : folder
    const path = row.kind === 'folder' ? item.href : folderPath(at, lies)
    return done(c, { id: row.id, href: item.href }, path, { notice: 'Saved.' })
  })
  .delete('/:community/s/:space/resources/:resource', async (c) => {
    const { at, me, shelf, row } = await own(c)
    const gone = { id: row.id, spaceId: shelf.id, me }
    const { db } = c.var
    const [, released, deleted] = await db.batch([
      holdShelf(db, shelf.id),
      releaseWithin(db, gone),
      deleteResource(db, gone),
    ])
    if (deleted.length === 0) throw new HTTPException(403, { message: OTHERS })
    const files = released.map(({ id }) => id)
    c.var.revoke(tag.space(at.slug, at.space), ...tagsOfFiles(files, at.slug))
    return done(c, { id: row.id }, folderPath(at, row.parentId), {
      notice: `${row.title} is gone.`,
    })
  })

const kindFrom = (said: unknown): 'folder' | 'link' => (said === 'link' ? 'link' : 'folder')

const GONE = 'That folder is gone. Choose another.'
const NOT_THERE = 'It cannot go there. Choose another folder.'
const TOO_DEEP = 'There are too many folders in each other. Choose one that is further up.'
const OTHERS = 'There are things of others in this folder. Ask the people who run this community.'

const typedFrom = ({ title, description, url, pictureUrl, parentId }: ResourceRow) => ({
  ...{ title, description, url: url ?? '', pictureUrl: pictureUrl ?? '', folder: parentId ?? '' },
})

const placeFrom = (c: Context<Gate>) => ({
  slug: c.req.param('community') ?? '',
  space: c.req.param('space') ?? '',
})

/** The space of the path, for those who may add to it. */
async function opened(c: Context<Gate>) {
  const { slug, space } = placeFrom(c)
  const { viewer, rows } = await c.var.visit((db, me) => [
    findShelf(db, { slug, space, asker: me }),
    foldersOf(db, { space: spaceAt(slug, space), me }),
  ])
  const [[shelf], folders] = rows
  if (!shelf) throw new HTTPException(404)
  if (!viewer.profile) throw new HTTPException(401)
  if (!mayAdd(viewer, shelf))
    throw new HTTPException(403, { message: 'Adding is not open to you in this space.' })
  return { at: { slug, space: shelf.slug }, me: viewer.profile.id, shelf, folders: folders.rows }
}

/** A thing of the space, for those who may change it. */
export async function own(c: Context<Gate>) {
  const { viewer, rows } = await c.var.visit((db, me) => [...thing(c, db, me)])
  return allowed(c, viewer, rows)
}

/** The same, with the folders that it can be moved into. */
async function movable(c: Context<Gate>) {
  const { slug, space } = placeFrom(c)
  const without = idParam(c, 'resource')
  const { viewer, rows } = await c.var.visit((db, me) => [
    ...thing(c, db, me),
    foldersOf(db, { space: spaceAt(slug, space), me, without }),
  ])
  const [shelves, things, folders] = rows
  return { ...allowed(c, viewer, [shelves, things]), folders: folders.rows }
}

function thing(c: Context<Gate>, db: Db, asker: string | null) {
  const shelf = { ...placeFrom(c), asker }
  return [findShelf(db, shelf), findAny(db, shelf, idParam(c, 'resource'))] as const
}

type Found = Rows<ReturnType<typeof thing>>

function allowed(c: Context<Gate>, viewer: Viewer, [[shelf], [row]]: Found) {
  if (!shelf || !row) throw new HTTPException(404)
  if (!viewer.profile) throw new HTTPException(401)
  if (!mayChange(viewer, shelf, row))
    throw new HTTPException(403, { message: 'This is not yours to change.' })
  const at = { slug: placeFrom(c).slug, space: shelf.slug }
  return { at, viewer, me: viewer.profile.id, shelf, row }
}
