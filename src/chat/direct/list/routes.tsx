import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { newId } from '../../../db/columns.ts'
import { asset } from '../../../ui/assets.ts'
import { idParam, input } from '../../../ui/input.ts'
import { done, refuse, show } from '../../../ui/respond.tsx'
import { networkOf, socketsOf } from '../../network/rules.ts'
import type { ChatConfig } from '../../page/rules.ts'
import { beginConversation } from '../making/queries.ts'
import { communitiesOf, conversationsOf, findConversation } from '../queries.ts'
import { NewConversation, titleOf } from '../rules.ts'
import { tellOfMessage } from '../talk/queries.ts'
import { MessagesPage, type Mine, TalkPage } from './views.tsx'

const NOBODY =
  'We could not find all of them here, or one of them takes no messages. Check the names.'

/** One's conversations, and each of them. */
export const messageRoutes = new Hono<{ Bindings: Env }>()
  .get('/messages', async (c) => {
    const { viewer, rows } = await c.var.load((db, me) => [
      conversationsOf(db, me),
      communitiesOf(db, me),
    ])
    if (!viewer.profile) throw new HTTPException(401)
    const typed = { usernames: c.req.query('to') ?? '', community: c.req.query('from') ?? '' }
    return show(c, MessagesPage, {}, mine(viewer.profile.id, rows, c.var.now, { typed }))
  })
  .post('/messages', async (c) => {
    const { viewer, rows } = await c.var.load((db, me) => [
      conversationsOf(db, me),
      communitiesOf(db, me),
    ])
    if (!viewer.profile) throw new HTTPException(401)
    const me = viewer.profile.id
    const form = await input(c, NewConversation)
    const again = (errors: Record<string, string>, typed: object) =>
      refuse(c, errors, MessagesPage, {}, mine(me, rows, c.var.now, { errors, typed }))
    if (!form.ok) return again(form.errors, form.typed)
    const { community, usernames } = form.value
    if (!rows[1].some(({ slug }) => slug === community)) throw new HTTPException(404)
    const others = usernames.filter((name) => name !== viewer.profile?.username)
    if (others.length === 0) return again({ usernames: 'Say whom you write to.' }, form.value)
    const asked = { id: newId(), me, community, usernames: others }
    const { rows: made } = await beginConversation(c.var.db, asked)
    const [conversation] = made
    if (!conversation) return again({ usernames: NOBODY }, form.value)
    const place = { id: conversation.id, me }
    const title = `${viewer.profile.fullName} would like to write with you`
    await tellOfMessage(c.var.db, place, title, 'first')
    c.var.spare()
    return done(c, conversation, `/messages/${conversation.id}`, { status: 201 })
  })
  .get('/messages/:conversation', async (c) => {
    const id = idParam(c, 'conversation')
    const { viewer, rows } = await c.var.load((db, me) => [findConversation(db, id, me)])
    const me = viewer.profile
    if (!me) throw new HTTPException(401)
    const [conversation] = rows[0]
    if (!conversation) throw new HTTPException(404)
    const network = c.env.CHAT_MASTER_SECRET ? networkOf(c.env) : null
    c.set('sockets', socketsOf(network))
    const { id: own, username, fullName, avatarUrl } = me
    const config: ChatConfig | null = network && {
      ...{ script: asset('room.js'), gallery: asset('gallery.js') },
      ...{ at: `/messages/${id}`, channel: id, slug: null },
      name: titleOf(conversation.people, own),
      me: { id: own, username, fullName, avatarUrl },
      ...{ isStaff: false, network },
    }
    return show(c, TalkPage, {}, { conversation, me: own, config })
  })

type Rows = [Mine['conversations'], Mine['communities']]
type Form = Pick<Mine, 'typed' | 'errors'>

const mine = (me: string, [conversations, communities]: Rows, now: Date, form: Form): Mine => ({
  ...{ me, conversations, communities, now },
  ...form,
})
