import { type Context, Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import type { Viewer } from '../../communities/rules.ts'
import { isMember } from '../../communities/rules.ts'
import { newId } from '../../db/columns.ts'
import { attachedFrom } from '../../files/attached/rules.ts'
import { canEnter, canPostIn, type MapSpace, writableSpaces } from '../../spaces/rules.ts'
import { type Errors, idParam, input, type Typed } from '../../ui/input.ts'
import { mentionsIn, toHtml } from '../../ui/markdown.ts'
import { done, problem, refuse, show, wantsJson } from '../../ui/respond.tsx'
import { bindFiles, findAttachable } from '../attachments/queries.ts'
import { attachedAs, GONE, missingFrom, typedAttachments } from '../attachments/rules.ts'
import { draftOf, sentCookie } from '../editor/rules.ts'
import { announce, insertMentions } from '../notices/queries.ts'
import { findPost, type PostRow } from '../queries.ts'
import { idsOf, touchedByAppearing, touchedByLoss, touchedInPost } from '../rules.ts'
import { type Attachment, posts } from '../tables.ts'
import { findMentionable, findOwn, insertPost, updatePost } from './queries.ts'
import { NewPost, type Planned, PostChange, Preview, plan, planChange, typedFrom } from './rules.ts'
import { ComposePage, MentionsPage, type Mine, PreviewPage } from './views.tsx'

type Gate = { Bindings: Env }
type Map = { slug: string; isPublic: boolean; spaces: MapSpace[] }

export const composeRoutes = new Hono<Gate>()
  .get('/:community/new', async (c) => {
    const added = addedFiles(c)
    const { viewer, community, rows } = await c.var.visit((db, me) => [
      findAttachable(db, idsOf(added), me),
    ])
    const profile = member(viewer)
    const mine = newPostForm(viewer, community, profile.id, c.req.query('space'))
    return show(c, ComposePage, newPost(community), { ...mine, files: attachedAs(added, rows[0]) })
  })
  .post('/:community/s/:space/posts', async (c) => {
    const form = await input(c, NewPost)
    const typed: Typed = form.ok ? form.value : form.typed
    const wanted = typedAttachments(typed)
    const { viewer, community, rows } = await c.var.visit((db, me) => [
      findAttachable(db, idsOf(wanted), me),
    ])
    const files = attachedAs(wanted, rows[0])
    const chosen = typeof typed.space === 'string' && typed.space
    const space = community.spaces.find(({ slug }) => slug === (chosen || c.req.param('space')))
    if (!space || !canEnter(viewer, space, community.isPublic)) throw new HTTPException(404)
    const profile = member(viewer)
    if (!canPostIn(viewer, space) || space.spaceType !== 'discussion')
      throw new HTTPException(403, { message: 'Posting is not open to you in this space.' })
    const planned = checked(
      form.ok ? plan(form.value, c.var.now) : { draft: null, errors: form.errors },
      rows[0],
    )
    if (!form.ok || !planned.draft) {
      const mine = newPostForm(viewer, community, profile.id, space.slug)
      const again = { ...mine, typed, files, errors: planned.errors ?? {} }
      return refuse(c, again.errors, ComposePage, newPost(community), again)
    }
    const id = form.value.id ?? newId()
    const href = `/${community.slug}/posts/${id}`
    const shown = attachedAs(planned.draft.attachments, rows[0])
    const told = { ...planned.draft, attachments: shown, id, href, space, ...authored(profile) }
    const { db } = c.var
    const [, [made]] = await db.batch([
      insertPost(db, { id, spaceId: space.id, me: profile.id }, planned.draft),
      findOwn(db, id, profile.id),
      ...announce(db, told),
      ...bindFiles(
        db,
        posts,
        { id, spaceId: space.id, me: profile.id },
        {
          now: planned.draft.attachments,
          had: false,
        },
      ),
    ])
    if (!made)
      throw new HTTPException(403, { message: 'Posting is not open to you in this space.' })
    const place = { slug: community.slug, space: space.slug, author: profile.username }
    if (made.publishedAt) c.var.touch(...touchedByAppearing({ id, ...place }))
    setCookie(c, ...sentCookie(draftOf(profile.id, `new:${community.slug}`)))
    const path = made.publishedAt ? href : `/${community.slug}/scheduled`
    const notice = made.publishedAt ? 'Posted.' : 'Scheduled.'
    return done(c, { id, href, publishedAt: made.publishedAt }, path, { status: 201, notice })
  })
  .get('/:community/posts/:post/edit', async (c) => {
    const added = addedFiles(c)
    const { slug, post, profile, found } = await ownPost(c, added)
    const mine = editForm(post, profile.id, slug)
    const files = [...mine.files, ...attachedAs(added, found)]
    return show(c, ComposePage, editPost(slug), { ...mine, files })
  })
  .patch('/:community/posts/:post', async (c) => {
    const form = await input(c, PostChange)
    const typed: Typed = form.ok ? form.value : form.typed
    const wanted = typedAttachments(typed)
    const { slug, post, profile, found } = await ownPost(c, wanted)
    const known = [...found, ...post.attachments]
    const planned = checked(
      form.ok ? planChange(post, form.value, c.var.now) : { draft: null, errors: form.errors },
      known,
    )
    if (!planned.draft) {
      const files = attachedAs(wanted, known)
      const mine = { ...editForm(post, profile.id, slug), typed, files, errors: planned.errors }
      return refuse(c, mine.errors, ComposePage, editPost(slug), mine)
    }
    const { draft } = planned
    const { id } = post
    const href = `/${slug}/posts/${id}`
    const before = mentionsIn(post.content, post.contentFormat)
    const named = mentionsIn(draft.content, draft.contentFormat)
    const added = named.filter((name) => !before.includes(name))
    const shown = attachedAs(draft.attachments, known)
    const told = { ...draft, attachments: shown, id, href, space: post.space, ...authored(profile) }
    const { db } = c.var
    const [changed] = await db.batch([
      updatePost(db, { id, me: profile.id }, draft),
      // one that has come out meanwhile has not told of these names
      insertMentions(db, told, post.publishedAt ? added : named),
      ...bindFiles(
        db,
        posts,
        { id, spaceId: post.space.id, me: profile.id },
        {
          now: draft.attachments,
          had: post.attachments.length > 0,
        },
      ),
    ])
    if (!changed.rows.length) throw new HTTPException(403, { message: 'It cannot be changed now.' })
    c.var.touch(...touchedInPost(id))
    c.var.revoke(...touchedByLoss(slug, post.attachments, draft.attachments))
    setCookie(c, ...sentCookie(draftOf(profile.id, `edit:${id}`)))
    const path = post.publishedAt ? href : `/${slug}/scheduled`
    return done(c, { id, href }, path, { notice: 'Saved.' })
  })
  .post('/preview', async (c) => {
    if (!c.var.session) throw new HTTPException(401)
    const form = await input(c, Preview)
    if (!form.ok) return problem(c, 422, 'Some fields need another look.', { errors: form.errors })
    const html = toHtml(form.value.content, form.value.contentFormat)
    if (wantsJson(c)) return c.json({ html })
    await c.var.load(() => [])
    return show(c, PreviewPage, { html }, null)
  })
  .get('/:community/mentions', async (c) => {
    const typed = (c.req.query('q') ?? '').slice(0, 40).replaceAll('\0', '')
    const { viewer, rows } = await c.var.visit((db) => [
      findMentionable(db, c.req.param('community'), typed, c.req.query('space')),
    ])
    member(viewer)
    return show(c, MentionsPage, { people: rows[0] }, null)
  })

/** The profile of an active member. */
function member(viewer: Viewer) {
  if (!viewer.profile) throw new HTTPException(401)
  if (!isMember(viewer)) throw new HTTPException(403, { message: 'Join this community first.' })
  return viewer.profile
}

const authored = (profile: { id: string; fullName: string }) => ({
  authorId: profile.id,
  authorName: profile.fullName,
})

/** A post that the viewer wrote and may still change. */
async function ownPost(c: Context<Gate>, wanted: Attachment[]) {
  const slug = c.req.param('community') ?? ''
  const id = idParam(c, 'post')
  const { viewer, rows } = await c.var.visit((db, me) => [
    findPost(db, slug, me, id),
    findAttachable(db, idsOf(wanted), me, id),
  ])
  const [[post], found] = rows
  if (!post) throw new HTTPException(404)
  const profile = member(viewer)
  if (post.authorId !== profile.id || post.space.isArchived)
    throw new HTTPException(403, { message: 'Only its author can change a post.' })
  return { slug, post, profile, found }
}

/** Files that were uploaded on a page of their own, as they are without a script. */
const addedFiles = (c: Context): Attachment[] =>
  typedAttachments({ attachments: c.req.queries('file') })

/** What is planned, unless one of its files cannot be attached. */
function checked(planned: Planned, found: { id: string }[]): Planned {
  if (!planned.draft || missingFrom(planned.draft.attachments, found).length === 0) return planned
  return { draft: null, errors: { attachments: GONE } }
}

const newPost = ({ slug }: Map) => ({ slug, heading: 'Write a post' })
const editPost = (slug: string) => ({ slug, heading: 'Edit your post' })

function newPostForm(viewer: Viewer, map: Map, me: string, wanted: string | undefined): Mine {
  const spaces = writableSpaces(viewer, map).map(({ slug, name, emoji }) => ({ slug, name, emoji }))
  const space = (spaces.find(({ slug }) => slug === wanted) ?? spaces[0])?.slug ?? ''
  const errors: Errors = {}
  return {
    action: `/${map.slug}/s/${space}/posts`,
    method: 'POST',
    draft: draftOf(me, `new:${map.slug}`),
    back: `/${map.slug}/new?space=${space}&file=`,
    files: [],
    typed: {},
    errors,
    spaces,
    space,
    id: newId(),
    isOut: false,
  }
}

const editForm = (post: PostRow, me: string, slug: string): Mine => ({
  action: `/${slug}/posts/${post.id}`,
  method: 'PATCH',
  draft: draftOf(me, `edit:${post.id}`),
  back: `/${slug}/posts/${post.id}/edit?file=`,
  files: post.attachments.map(attachedFrom),
  typed: typedFrom(post),
  errors: {},
  spaces: [],
  space: post.space.slug,
  id: null,
  isOut: post.publishedAt !== null,
})
