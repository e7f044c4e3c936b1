import { HTTPException } from 'hono/http-exception'
import { connect, trips } from '../../../db/connect.ts'
import { isDatabaseAway, tellable } from '../../../db/tellable.ts'
import {
  type Asked,
  contentOf,
  type EdgePage,
  type Rows,
  type Server,
  type Statements,
} from '../../../edge/page.ts'
import {
  type Ask,
  asked,
  type EdgeProps,
  FACT_CONTROL,
  GUEST,
  pack,
  SHARED_CONTROL,
  tag,
} from '../../../edge/rules.ts'
import { text } from '../../../ui/respond.tsx'
import { laid } from '../../../ui/stream.ts'
import { mapOf, passportOf } from '../../shell/queries.ts'
import { documentOf } from '../../shell/views.tsx'

/** How each entry is made, by its name in the address: pages, and what rooms keep besides. */
export type Servers = Record<'pages' | 'facts' | 'bytes', Record<string, Server>>

const encoder = new TextEncoder()

const facts: Record<string, Server> = { map: serveMap, passport: servePassport }

/** Answers the cache for an entry that it does not have. Whatever fails is not kept. */
export async function serve(
  servers: Servers,
  request: Request,
  env: Env,
  props: EdgeProps,
): Promise<Response> {
  const start = Date.now()
  const { form, name, given } = asked(request.url)
  const make = serversOf(form, servers)[name]
  const trip = { count: 0 }
  try {
    const known = request.headers.get('if-none-match')
    const at = { db: connect(env), env, form, given, props, known }
    const response = await trips.run(trip, async () => make?.(at))
    if (env.ENVIRONMENT !== 'test') {
      const cost = { ms: Date.now() - start, trips: trip.count }
      console.info(JSON.stringify({ event: 'rendered', name, form, ...cost }))
    }
    return response ?? failure(404)
  } catch (error) {
    if (error instanceof HTTPException) return failure(error.status)
    const isAway = isDatabaseAway(error)
    const event = isAway ? 'database away' : 'entry failed'
    console.error(JSON.stringify({ event, name, ...tellable(error) }))
    return failure(isAway ? 503 : 500)
  }
}

const serversOf = (form: string, { pages, facts: others, bytes }: Servers) =>
  form === 'fact' ? { ...facts, ...others } : form === 'bytes' ? bytes : pages

const failure = (status: number) =>
  new Response(null, { status, headers: { 'cache-control': 'no-store' } })

async function serveMap({ db, props }: Asked): Promise<Response> {
  const slug = props.community ?? ''
  const [map] = await mapOf(db, slug)
  if (!map) return failure(404)
  return kept(JSON.stringify(map), FACT_CONTROL, [tag.community(slug)])
}

async function servePassport({ db, props }: Asked): Promise<Response> {
  const { holder, community } = props
  if (!holder) return failure(404)
  const session = { id: holder.session, profileId: holder.profile, issuedAt: 0 }
  const [passport] = await passportOf(db, session, community)
  return kept(JSON.stringify(passport), FACT_CONTROL, [tag.passport(holder.profile)])
}

/** One page's way to its entries: the community's map and its own rows in one round trip. */
export const served =
  <A extends Ask, S extends Statements, Shared extends object, Mine>(
    page: EdgePage<A, S, Shared, Mine>,
  ): Server =>
  async ({ db, form, given, props: { community, right = GUEST } }) => {
    const ask = page.ask(given)
    const own = page.load(db, ask, right.reach)
    const [[map], ...rows] = await db.batch([mapOf(db, community ?? ''), ...own])
    if (community && !map) return failure(404)
    // the batch answers in the order of its statements
    const built = page.build(rows as unknown as Rows<S>, {
      ...{ ask, map: map ?? null, standing: right.standing, now: new Date() },
    })
    const { shared, isInstead, framed } = contentOf(page.page, built)
    const html = `<!doctype html>${await text(documentOf(map ?? null, page.path(ask), framed))}`
    const tags = [...built.tags, ...(community ? [tag.community(community)] : [])]
    const status = isInstead ? 403 : 200
    if (form !== 'full') {
      const bytes = new Uint8Array(encoder.encode(html))
      return kept(bytes, SHARED_CONTROL, tags, { status, etag: await etagFor(bytes) })
    }
    const { bytes, ...layout } = laid(html)
    const head = `${pack({ shared, isInstead, laid: layout })}\n`
    return kept(new Blob([head, bytes]), SHARED_CONTROL, tags, { status })
  }

function kept(
  body: string | Blob | Uint8Array<ArrayBuffer>,
  control: string,
  tags: string[],
  { status = 200, etag }: { status?: number; etag?: string } = {},
) {
  const headers = {
    'content-type': 'text/html; charset=UTF-8',
    'cache-control': control,
    'cache-tag': [...new Set(tags)].join(','),
    ...(etag && { etag }),
  }
  return new Response(body, { status, headers })
}

/** Guests get an entry as it is, and ask whether it is still the same. */
async function etagFor(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `"${btoa(String.fromCharCode(...hash.subarray(0, 15)))}"`
}
