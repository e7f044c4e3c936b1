import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may } from '../../../communities/rules.ts'
import { entriesAfter } from './queries.ts'
import { HEAD, lineOf } from './rules.ts'

/** Rows of one round trip: some forty such fit into what a Worker may ask. */
const PAGE = 5000

/** Every movement of money as CSV, sent as it is read: it is never held whole. */
export const exportRoutes = new Hono<{ Bindings: Env }>().get(
  '/:community/revenue/entries.csv',
  async (c) => {
    const { viewer, community } = await c.var.visit(() => [])
    if (!viewer.profile) throw new HTTPException(401)
    if (!may(viewer, 'revenue')) throw new HTTPException(403)
    return download(c, 'revenue', {
      ...{ head: HEAD, lineOf, count: PAGE },
      next: (last) =>
        entriesAfter(c.var.db, community.id, last && { happenedAt: last.at, id: last.id }, PAGE),
    })
  },
)

/** Answers with a file of lines, named after the community, what is in it and the day. */
export function download<Row>(c: Context<{ Bindings: Env }>, what: string, csv: Csv<Row>) {
  const day = c.var.now.toISOString().slice(0, 10)
  return c.body(linesOf(csv), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${c.req.param('community')}-${what}-${day}.csv"`,
  })
}

/** A file of lines that is read page by page. */
type Csv<Row> = {
  head: string
  lineOf: (row: Row) => string
  /** the next rows after one, `count` of them while there are more */
  next: (last: Row | null) => Promise<Row[]>
  count: number
}

/** The file as it is read: it is never held whole. */
function linesOf<Row>({ head, lineOf, next, count }: Csv<Row>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let last: Row | null = null
  return new ReadableStream({
    start: (stream) => stream.enqueue(encoder.encode(head)),
    pull: async (stream) => {
      const rows = await next(last)
      if (rows.length) stream.enqueue(encoder.encode(rows.map(lineOf).join('')))
      const newest = rows.at(-1)
      if (newest === undefined || rows.length < count) return stream.close()
      last = newest
    },
  })
}
