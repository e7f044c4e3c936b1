import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { may } from '../../../communities/rules.ts'
import type { Db } from '../../../db/connect.ts'
import { type Cursor, entriesAfter } from './queries.ts'
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
    const day = c.var.now.toISOString().slice(0, 10)
    return c.body(linesOf(c.var.db, community.id), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${community.slug}-revenue-${day}.csv"`,
    })
  },
)

function linesOf(db: Db, communityId: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after: Cursor | null = null
  return new ReadableStream({
    start: (stream) => stream.enqueue(encoder.encode(HEAD)),
    pull: async (stream) => {
      const rows: Awaited<ReturnType<typeof entriesAfter>> = await entriesAfter(
        db,
        communityId,
        after,
        PAGE,
      )
      const last = rows.at(-1)
      if (rows.length) stream.enqueue(encoder.encode(rows.map(lineOf).join('')))
      if (!last || rows.length < PAGE) return stream.close()
      after = { happenedAt: last.at, id: last.id }
    },
  })
}
