import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import { NOBODY } from '../../../db/columns.ts'
import { trips } from '../../../db/connect.ts'
import { tellable } from '../../../db/tellable.ts'
import type { Personal, Questions, Rows, Statements } from '../../../edge/page.ts'
import { touchSession } from '../../../profiles/sessions/queries.ts'
import {
  type Page,
  takeNotice,
  text,
  texts,
  themeOf,
  wantsFragment,
  wantsJson,
} from '../../../ui/respond.tsx'
import type { Fills } from '../../../ui/slots.tsx'
import { type Laid, type Source, streamed } from '../../../ui/stream.ts'
import { Toasts } from '../../../ui/toast.tsx'
import { type Counted, unreadOf } from '../../shell/queries.ts'
import { hasNews } from '../../shell/rules.ts'
import { frameFills } from '../../shell/views.tsx'
import { AWAY } from '../rules.ts'
import { COUNTS, isSame, patches, placing } from './rules.ts'

/** The shared part of a page, wherever it came from. */
export type Found<Shared> = {
  shared: Shared
  /** the page is known, but another stands in its stead, which has nothing of the viewer */
  isInstead: boolean
  status: 200 | 403
  html: Source
  laid: Laid
}

/**
 * Sends the shared part at once with all that is known of the viewer, asks the database meanwhile
 * for the rest, and sends what that changes at the end of the page, where a script puts it in
 * place. A browser that runs no scripts gets each part in its place, as soon as it is known.
 */
export async function deliver<Shared extends object, Mine, O extends Questions>(
  c: Context,
  page: Page<Shared, Mine>,
  personal: Personal<O, Shared, Mine>,
  { shared, isInstead, status, html, laid }: Found<Shared>,
): Promise<Response> {
  const { viewer, map } = c.get('shell')
  const mineOf = (rows: Rows<O>) => personal.mine({ viewer, map, shared, rows })
  if (!isInstead) personal.prepare?.(shared)
  const own = ownOf(c, shared, isInstead ? {} : personal)
  c.header('Vary', 'Accept')
  if (wantsJson(c)) {
    const rows = await own.ask()
    return c.json({ ...shared, mine: isInstead ? null : mineOf(rows) }, status)
  }
  // the database is asked before anything is drawn
  const asked = own.isNeeded ? trips.run({ count: 0 }, () => own.ask()) : null
  const at = { path: c.req.path, theme: themeOf(c), notice: takeNotice(c) }
  const isPatched = getCookie(c, 'js') === '1' && !wantsFragment(c)
  const frame = frameFills(c.get('shell'), at)
  const mineFills = (rows: Rows<O>): Fills =>
    (!isInstead && page.mine?.(mineOf(rows), shared)) || {}
  // all else in the frame is what it was
  const news = (): Fills =>
    hasNews(c.get('shell')) ? countsOf(frameFills(c.get('shell'), at)) : {}
  const guess = own.isNeeded && !isPatched ? frame : { ...frame, ...mineFills(own.none) }
  const drawn = texts(guess)
  // a right guess is not drawn again
  const isGuessed = (rows: Rows<O>) => isPatched && rows.every((some) => some.length === 0)
  const later = asked
    ? asked
        .then(async (rows) => {
          const mine = isGuessed(rows) ? {} : mineFills(rows)
          return changed(guess, await drawn, { ...guess, ...news(), ...mine })
        })
        .catch(async (error) => lost(c, await drawn, error))
    : drawn
  const known = await drawn
  if (own.isNeeded) c.header('Server-Timing', 'own;desc="1"', { append: true })
  const place = placing(known, later, { isPatched, late: page.late })
  c.header('Content-Type', 'text/html; charset=UTF-8')
  const last = async () => (isPatched ? patches(place.shown, await later) : '')
  return c.body(streamed(html, laid, place.resolve, last), status)
}

const countsOf = (fills: Fills): Fills =>
  Object.fromEntries(COUNTS.map((name) => [name, fills[name]]))

/** The HTML of all slots, of which only those are rendered again that are not what they were. */
async function changed(before: Fills, known: Map<string, string>, now: Fills) {
  const differs = ([name, fill]: [string, Child]) => !known.has(name) || !isSame(before[name], fill)
  const fresh = Object.fromEntries(Object.entries(now).filter(differs))
  return new Map([...known, ...(await texts(fresh))])
}

/** What only the database knows of the viewer: the page's rows, and how much is new in the inbox. */
function ownOf<O extends Questions, Shared, Mine>(
  c: Context,
  shared: Shared,
  { own }: Partial<Personal<O, Shared, Mine>>,
) {
  const [shell, db, session] = [c.get('shell'), c.get('db'), c.get('session')]
  const me = shell.viewer.profile?.id
  const questions: Questions = own?.(db, me ?? NOBODY, shared, shell.viewer) ?? []
  const statements: Statements = questions.filter((one) => one !== null)
  // as many empty answers as there are questions
  const none = questions.map(() => []) as Rows<O>
  const counting = me && shell.unread === undefined ? [unreadOf(db, me, c.req.path)] : []
  const noting = session && shell.isVisitDue ? touchSession(db, session) : []
  const [first, ...others] = me ? [...counting, ...statements, ...noting] : []
  return {
    none,
    isNeeded: first !== undefined,
    ask: async (): Promise<Rows<O>> => {
      if (!first) return none
      const answers: unknown[] = await db.batch([first, ...others])
      if (counting.length) {
        const [[count]] = answers.splice(0, 1) as [Counted[]]
        const nothing = { unread: 0, talks: 0, chats: [], isNews: false }
        c.set('shell', { ...shell, ...(count ?? nothing) })
      }
      const given = answers.values()
      // in the order of the statements
      return questions.map((one) => (one ? given.next().value : [])) as Rows<O>
    },
  }
}

/** The page goes on without what the database did not say, and says so. */
async function lost(c: Context, known: Map<string, string>, error: unknown) {
  const event = 'own part lost'
  console.error(JSON.stringify({ id: c.var.requestId, event, ...tellable(error) }))
  return new Map(known).set('toasts', await text(<Toasts notice={AWAY} />))
}
